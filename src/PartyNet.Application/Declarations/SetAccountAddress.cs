using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>
/// Keeps the address of an account of the draft as the member types it, also where it cannot be read: the member finds it again
/// after a break. Says in that case what is wrong.
/// </summary>
public sealed class SetAccountAddress(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public sealed record Command(Guid Account, string? Address);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        var typed = VietnameseText.Compose(command.Address ?? "");
        List<Error> problems = [];
        var saved = await drafts.ChangeAsync(Needs, draft => Apply(draft, command, typed, problems), cancellationToken);
        return problems.Count > 0 ? problems : saved;
    }

    private static ErrorOr<Draft> Apply(Draft draft, Command command, string typed, List<Error> problems)
    {
        if (draft.Find(command.Account) is not { } account)
            return Problem.NotFound();

        // A megabyte is no address and is not kept either.
        if (typed.Length > AccountAddress.MaxLength)
            return Problem.At(nameof(command.Address), AccountAddress.Parse(account.Platform, typed).Reason!);

        var changed = account with { Typed = typed };
        var address = changed.Address;
        if (!address.IsAccepted)
            problems.Add(Problem.At(nameof(command.Address), address.Reason!));
        else if (draft.Accounts.Any(a => a.Id != account.Id && a.IsSameAs(changed)))
            return Problem.At(
                nameof(command.Address),
                $"Tài khoản {account.Platform.Name} này đã có trong danh sách của đồng chí. Mỗi tài khoản chỉ khai một lần."
            );
        return draft.With(changed);
    }
}
