using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Accounts;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The first step of an account: its platform. The key of the form becomes the account's id, so a repeated post adds nothing.
/// </summary>
public sealed class AddAccountToDraft(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public sealed record Command(Guid RequestKey, string? Platform);

    public Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken) =>
        drafts.ChangeAsync(Needs, draft => Apply(draft, command), cancellationToken);

    private static ErrorOr<Draft> Apply(Draft draft, Command command)
    {
        if (command.RequestKey == Guid.Empty)
            return Problem.OldForm();
        if (draft.Find(command.RequestKey) is not null)
            return draft;
        if (Platform.Find(command.Platform) is not { } platform)
            return Problem.At(nameof(command.Platform), "Đồng chí chọn một mạng xã hội.");
        if (draft.Accounts.Count >= Draft.MaxAccounts)
            return Problem.At(
                nameof(command.Platform),
                $"Danh sách đã có {Draft.MaxAccounts} tài khoản, là mức nhiều nhất. Nếu cần khai thêm, đồng chí báo bí thư chi bộ."
            );
        return draft.With(new DraftAccount(command.RequestKey, platform.Code));
    }
}
