using ErrorOr;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>Whose face an account of the draft is, and the name it shows.</summary>
public sealed class DescribeAccount(DraftStore drafts)
{
    public sealed record Command(Guid Account, AccountUse? Use, string? DisplayName);

    public Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        var name = VietnameseText.Normalize(command.DisplayName);
        List<Error> problems = [];
        if (command.Use is not { } use || !Enum.IsDefined(use))
            problems.Add(Problem.At(nameof(command.Use), "Đồng chí chọn tài khoản này là của ai."));
        if (name.Length > AccountDetails.DisplayNameLength)
            problems.Add(Problem.At(nameof(command.DisplayName), $"Tên hiển thị dài quá {AccountDetails.DisplayNameLength} ký tự. Đồng chí ghi ngắn lại."));
        else if (name.Contains('\uFFFD', StringComparison.Ordinal))
            problems.Add(Problem.At(nameof(command.DisplayName), "Tên hiển thị có ký tự hỏng. Đồng chí gõ lại."));
        return problems.Count > 0
            ? Task.FromResult<ErrorOr<Success>>(problems)
            : drafts.ChangeAsync(draft => Apply(draft, command.Account, command.Use, name), cancellationToken);
    }

    private static ErrorOr<Draft> Apply(Draft draft, Guid id, AccountUse? use, string name) =>
        draft.Find(id) is { } account ? draft.With(account with { Use = use, DisplayName = name.Length == 0 ? null : name }) : Problem.NotFound();
}
