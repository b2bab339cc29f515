using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>
/// Keeps the address of an account as the member types it, also where it cannot be read: the member finds it again after a break. Says in
/// that case what is wrong. With its address a new account enters the draft; its id came with the form, so a repeated post adds nothing.
/// </summary>
public sealed class SetAccountAddress(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="Platform">Of a new account; one that is in the draft keeps its own.</param>
    public sealed record Command(Guid Account, string? Address, string? Platform = null);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        var typed = VietnameseText.Compose(command.Address ?? "");
        List<Error> problems = [];
        var saved = await drafts.ChangeAsync(Needs, draft => Apply(draft, command, typed, problems), cancellationToken);
        return problems.Count > 0 ? problems : saved;
    }

    private static ErrorOr<Draft> Apply(Draft draft, Command command, string typed, List<Error> problems)
    {
        var found = Find(draft, command);
        if (found.IsError)
            return found.Errors;
        var account = found.Value;

        // Nothing is no address, nor is a megabyte; what was there before stays.
        if (!DraftAccount.IsAddress(typed) || typed.Length > AccountAddress.MaxLength)
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

    private static ErrorOr<DraftAccount> Find(Draft draft, Command command)
    {
        if (draft.Find(command.Account) is { } known)
            return known;
        if (command.Account == Guid.Empty || Platform.Find(command.Platform) is not { } platform)
            return Problem.NotFound();
        return draft.IsFull ? Problem.At(nameof(command.Platform), Draft.Full) : new DraftAccount(command.Account, platform.Code);
    }
}
