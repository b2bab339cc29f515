using System.Collections.Concurrent;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.TestCommon;

/// <summary>An account as a member types it.</summary>
public sealed record TypedAccount(string Platform, string Address, string? DisplayName = null, AccountUse Use = AccountUse.Personal)
{
    public static implicit operator TypedAccount((string Platform, string Address) typed) => new(typed.Platform, typed.Address);
}

/// <summary>
/// A member who is signed in and declares, step by step, each step a request of its own; decisions are those of the committee above.
/// All of it goes through the use cases of the product, so that no test starts from rows that the product could not have made.
/// </summary>
public sealed class Declarer
{
    private readonly ConcurrentDictionary<Guid, string> _begun = [];

    private Declarer(World world, Member member, User user, AccessScope scope) =>
        (World, Member, User, Scope) = (world, member, user, scope);

    public World World { get; }
    public Member Member { get; }
    public User User { get; }
    public AccessScope Scope { get; }

    /// <summary>Somebody new on the roll of a branch.</summary>
    public static async Task<Declarer> InAsync(
        World world, Unit? branch = null, string? phone = null, Action<Member>? shape = null, params (Role Role, Unit? Unit)[] grants)
    {
        var member = await world.MemberAsync(branch, phone: phone, shape: shape);
        var user = await world.UserAsync(member, grants);
        return new Declarer(world, member, user, await world.ScopeOfAsync(user));
    }

    /// <summary>Somebody who is on the roll already, signed in as the user whom they have, or as a new one.</summary>
    public static async Task<Declarer> AsAsync(World world, Member member)
    {
        var user = await world.UserAsync(member);
        return new Declarer(world, member, user, await world.ScopeOfAsync(user));
    }

    public Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> use)
        where TUseCase : notnull => World.RunAsync(Scope, use);

    public Task<ErrorOr<IReadOnlyList<Platform>>> ChooseAsync(Guid requestKey, params IReadOnlyCollection<string> platforms) =>
        RunAsync<ChoosePlatforms, ErrorOr<IReadOnlyList<Platform>>>(
            choose => choose.HandleAsync(new ChoosePlatforms.Command(requestKey, platforms), CancellationToken.None));

    /// <summary>Chooses the platform of an account, which is there as soon as its address is typed.</summary>
    public async Task<Guid> BeginAccountAsync(string platform)
    {
        var key = Guid.CreateVersion7();
        var account = AccountIds.Of(key, Succeeded(await ChooseAsync(key, platform))[0]);
        _begun[account] = platform;
        return account;
    }

    /// <summary>Types the address of an account and leaves the rest as it is; a new one is the member's own.</summary>
    public async Task<ErrorOr<DraftAccount>> TypeAsync(Guid account, string? address, AccountUse? use = AccountUse.Personal)
    {
        var known = (await DraftAsync()).Content.Find(account);
        return await StateAsync(account, address, known?.Use ?? use, known?.DisplayName);
    }

    /// <summary>Describes an account and leaves its address as it is.</summary>
    public async Task<ErrorOr<DraftAccount>> DescribeAsync(
        Guid account, AccountUse? use = AccountUse.Personal, string? displayName = null) =>
        await StateAsync(account, (await DraftAsync()).Content.Find(account)?.Typed, use, displayName);

    private Task<ErrorOr<DraftAccount>> StateAsync(Guid account, string? address, AccountUse? use, string? displayName) =>
        RunAsync<StateAccount, ErrorOr<DraftAccount>>(state => state.HandleAsync(
            new StateAccount.Command(account, address, use, displayName, _begun.GetValueOrDefault(account)), CancellationToken.None));

    /// <summary>All steps of one account.</summary>
    public async Task<Guid> AddAsync(string platform, string address, AccountUse use = AccountUse.Personal, string? displayName = null)
    {
        var id = await BeginAccountAsync(platform);
        Succeeded(await StateAsync(id, address, use, displayName));
        return id;
    }

    public async Task<MyDraft> DraftAsync() =>
        (await RunAsync<GetMyDraft, ErrorOr<MyDraft>>(get => get.HandleAsync(CancellationToken.None))).Value;

    /// <summary>What the check page would post now.</summary>
    public async Task<SubmitDeclaration.Command> PageAsync()
    {
        var draft = await DraftAsync();
        var notice = await RunAsync<GetNoticeInForce, NoticeInForce?>(get => get.HandleAsync(CancellationToken.None));
        return new SubmitDeclaration.Command(Guid.CreateVersion7(), draft.Content.BasedOn, notice?.Id, Attested: true);
    }

    public Task<ErrorOr<int>> PostAsync(SubmitDeclaration.Command command) =>
        RunAsync<SubmitDeclaration, ErrorOr<int>>(submit => submit.HandleAsync(command, CancellationToken.None));

    public async Task<Declaration> SubmitAsync() => await DeclarationAsync(Succeeded(await PostAsync(await PageAsync())));

    /// <summary>Declares this list in place of the one before; an empty list is the answer "no account".</summary>
    public async Task<Declaration> DeclareAsync(params IReadOnlyCollection<TypedAccount> accounts)
    {
        foreach (var earlier in (await DraftAsync()).Content.Accounts)
        {
            Succeeded(await RunAsync<RemoveAccountFromDraft, ErrorOr<Success>>(
                remove => remove.HandleAsync(earlier.Id, CancellationToken.None)));
        }

        foreach (var account in accounts)
            await AddAsync(account.Platform, account.Address, account.Use, account.DisplayName);
        if (accounts.Count == 0)
            Succeeded(await RunAsync<AnswerNoAccounts, ErrorOr<Success>>(answer => answer.HandleAsync(CancellationToken.None)));
        return await SubmitAsync();
    }

    public Task<Declaration> DeclarationAsync(int number) => World.ReadAsync(
        World.Everything, db => db.Declarations.AsNoTracking().SingleAsync(d => d.MemberId == Member.Id && d.Number == number));

    public Task<List<Declaration>> DeclarationsAsync() => World.ReadAsync(
        World.Everything, db => db.Declarations.AsNoTracking().Where(d => d.MemberId == Member.Id).OrderBy(d => d.Number).ToListAsync());

    public Task<Member> StoredMemberAsync() => World.FindAsync(Member);

    /// <summary>
    /// The committee confirms what is pending, or only the declaration that is named, as it was seen then. It finds right whatever there
    /// may be to look at.
    /// </summary>
    /// <returns>False where it is not pending any more.</returns>
    public Task<bool> ConfirmAsync(Declaration? named = null) => DecideAsync<ConfirmDeclaration>(named, async (confirm, seen) =>
    {
        var codes = Enum.GetValues<AccountFlags>().Aggregate((all, flag) => all | flag).Codes()
            .Concat(["shared", "phone-differs", "phone-unreadable", "page-as-personal"]);
        var ticked = (await AccountsAsync(seen)).Values.SelectMany(_ => codes, (account, code) => new CheckedRemark(account, code));
        return await confirm.HandleAsync(
            new(World.District, seen.Id, seen.Version, Guid.CreateVersion7(), [.. ticked]), CancellationToken.None);
    });

    /// <summary>
    /// The committee returns what is pending with these defects; the account is named by its place in the list, 0 for the whole.
    /// </summary>
    public Task<bool> ReturnAsync(params (int Position, DefectField Field, string Note)[] defects) =>
        DecideAsync<ReturnDeclaration>(null, async (giveBack, seen) =>
        {
            var accounts = await AccountsAsync(seen);
            var notes = defects.Select(d => new DefectNote(d.Position == 0 ? null : accounts[d.Position], d.Field, Ticked: true, d.Note));
            return await giveBack.HandleAsync(
                new(World.District, seen.Id, seen.Version, [.. notes], Guid.CreateVersion7()), CancellationToken.None);
        });

    private Task<Dictionary<int, Guid>> AccountsAsync(Declaration declaration) => World.ReadAsync(World.Everything, db =>
        db.DeclaredAccounts.Where(a => a.DeclarationId == declaration.Id).ToDictionaryAsync(a => a.Position, a => a.Id));

    private async Task<bool> DecideAsync<TDecision>(Declaration? named, Func<TDecision, Declaration, Task<ErrorOr<Success>>> decide)
        where TDecision : notnull
    {
        if (named is null)
            named = (await DeclarationsAsync()).SingleOrDefault(d => d.IsPending);
        if (named is null)
            return false;
        var decided = await World.RunAsync<TDecision, ErrorOr<Success>>(await World.CommitteeAsync(), decision => decide(decision, named));
        if (decided.IsError && decided.FirstError.Type == ErrorType.Conflict)
            return false;
        Succeeded(decided);
        return true;
    }

    private static TValue Succeeded<TValue>(ErrorOr<TValue> step) =>
        step.IsError ? throw new InvalidOperationException(step.FirstError.Description) : step.Value;
}

/// <summary>Members of a world who declare in one go.</summary>
public static class Declaring
{
    /// <summary>Declares these accounts in place of the list before; without accounts the answer is "no account".</summary>
    public static async Task<Declaration> DeclareAsync(this World world, Member member, params TypedAccount[] accounts) =>
        await (await Declarer.AsAsync(world, member)).DeclareAsync(accounts);

    /// <summary>Declares these accounts, and the declaration is then left waiting, confirmed or returned.</summary>
    public static async Task DeclareAsync(this World world, Member member, DeclarationState outcome, params TypedAccount[] accounts)
    {
        var declarer = await Declarer.AsAsync(world, member);
        await declarer.DeclareAsync(accounts);
        if (outcome == DeclarationState.Confirmed)
            await declarer.ConfirmAsync();
        else if (outcome == DeclarationState.Returned)
            await declarer.ReturnAsync((0, DefectField.WholeList, "Còn thiếu tài khoản."));
    }
}
