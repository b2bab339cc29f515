using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>Whose face an account of the draft is, and the name it shows.</summary>
public sealed class DescribeAccount(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public sealed record Command(Guid Account, AccountUse? Use, string? DisplayName);

    public Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken) =>
        drafts.ChangeAsync(Needs, draft => Apply(draft, command), cancellationToken);

    private static ErrorOr<Draft> Apply(Draft draft, Command command)
    {
        var name = VietnameseText.Normalize(command.DisplayName);
        List<Error> problems = [];
        if (command.Use is not { } use || !Enum.IsDefined(use))
            problems.Add(Problem.At(nameof(command.Use), "Đồng chí chọn tài khoản này là của ai."));
        if (name.Length > AccountDetails.DisplayNameLength)
            problems.Add(
                Problem.At(
                    nameof(command.DisplayName),
                    $"Tên hiển thị dài quá {AccountDetails.DisplayNameLength} ký tự. Đồng chí ghi ngắn lại."
                )
            );
        else if (name.Contains('\uFFFD', StringComparison.Ordinal))
            problems.Add(Problem.At(nameof(command.DisplayName), "Tên hiển thị có ký tự hỏng. Đồng chí gõ lại."));
        if (problems.Count > 0)
            return problems;
        return draft.Find(command.Account) is { } account
            ? draft.With(account with { Use = command.Use, DisplayName = name.Length == 0 ? null : name })
            : Problem.NotFound();
    }
}
