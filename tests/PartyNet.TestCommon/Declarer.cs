using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.TestCommon;

/// <summary>A member who is signed in and declares, step by step, each step a request of its own.</summary>
public sealed class Declarer
{
    private Declarer(World world, Member member, User user, AccessScope scope) => (World, Member, User, Scope) = (world, member, user, scope);

    public World World { get; }
    public Member Member { get; }
    public User User { get; }
    public AccessScope Scope { get; }

    public static async Task<Declarer> InAsync(World world, Unit? branch = null, string? phone = null, Action<Member>? shape = null, params (Role Role, Unit? Unit)[] grants)
    {
        var member = await world.MemberAsync(branch, phone: phone, shape: shape);
        var user = await world.UserAsync(member, grants);
        return new Declarer(world, member, user, await world.ScopeOfAsync(user));
    }

    public Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> use)
        where TUseCase : notnull => World.RunAsync(Scope, use);

    public async Task<Guid> BeginAccountAsync(string platform)
    {
        var id = Guid.CreateVersion7();
        Succeeded(await RunAsync<AddAccountToDraft, ErrorOr<Success>>(add => add.HandleAsync(new AddAccountToDraft.Command(id, platform), CancellationToken.None)));
        return id;
    }

    public Task<ErrorOr<Success>> TypeAsync(Guid account, string address) =>
        RunAsync<SetAccountAddress, ErrorOr<Success>>(set => set.HandleAsync(new SetAccountAddress.Command(account, address), CancellationToken.None));

    public Task<ErrorOr<Success>> DescribeAsync(Guid account, AccountUse? use = AccountUse.Personal, string? displayName = null) =>
        RunAsync<DescribeAccount, ErrorOr<Success>>(describe => describe.HandleAsync(new DescribeAccount.Command(account, use, displayName), CancellationToken.None));

    /// <summary>All steps of one account.</summary>
    public async Task<Guid> AddAsync(string platform, string address, AccountUse use = AccountUse.Personal, string? displayName = null)
    {
        var id = await BeginAccountAsync(platform);
        Succeeded(await TypeAsync(id, address));
        Succeeded(await DescribeAsync(id, use, displayName));
        return id;
    }

    public Task<MyDraft> DraftAsync() => RunAsync<GetMyDraft, MyDraft>(get => get.HandleAsync(CancellationToken.None));

    /// <summary>What the check page would post now.</summary>
    public async Task<SubmitDeclaration.Command> PageAsync()
    {
        var draft = await DraftAsync();
        var notice = await RunAsync<GetNoticeInForce, NoticeInForce?>(get => get.HandleAsync(CancellationToken.None));
        return new SubmitDeclaration.Command(Guid.CreateVersion7(), draft.Content.BasedOn, notice?.Id, Attested: true);
    }

    public Task<ErrorOr<int>> PostAsync(SubmitDeclaration.Command command) =>
        RunAsync<SubmitDeclaration, ErrorOr<int>>(submit => submit.HandleAsync(command, CancellationToken.None));

    public async Task<Declaration> SubmitAsync()
    {
        var number = await PostAsync(await PageAsync());
        if (number.IsError)
            throw new InvalidOperationException(number.FirstError.Description);
        return await DeclarationAsync(number.Value);
    }

    public Task<Declaration> DeclarationAsync(int number) =>
        World.ReadAsync(World.Everything, db => db.Declarations.AsNoTracking().SingleAsync(d => d.MemberId == Member.Id && d.Number == number));

    public Task<List<Declaration>> DeclarationsAsync() =>
        World.ReadAsync(World.Everything, db => db.Declarations.AsNoTracking().Where(d => d.MemberId == Member.Id).OrderBy(d => d.Number).ToListAsync());

    public Task<Member> StoredMemberAsync() =>
        World.ReadAsync(World.Everything, db => db.Members.AsNoTracking().SingleAsync(m => m.Id == Member.Id));

    /// <summary>The pending declaration, or only the one that is named, is confirmed by somebody whom the rules allow.</summary>
    /// <returns>False where it is not pending any more.</returns>
    public Task<bool> ConfirmAsync(Declaration? named = null) => DecideAsync(ProcessType.DeclarationConfirmed, named, async (db, _, declaration, at) =>
    {
        if (await db.Declarations.SingleOrDefaultAsync(d => d.MemberId == Member.Id && d.Status == DeclarationStatus.Confirmed) is { } before)
            before.Supersede();
        declaration.Confirm(Guid.CreateVersion7(), at);
    });

    /// <summary>
    /// The pending declaration is returned with these defects; the account is named by its place in the list, 0 for the whole.
    /// </summary>
    public Task<bool> ReturnAsync(params (int Position, DefectField Field, string Note)[] defects) => DecideAsync(ProcessType.DeclarationReturned, null, async (db, secrets, declaration, at) =>
    {
        var accounts = await db.DeclaredAccounts.Where(a => a.DeclarationId == declaration.Id).ToDictionaryAsync(a => a.Position, a => a.Id);
        declaration.Return(Guid.CreateVersion7(), at);
        foreach (var (position, field, note) in defects)
        {
            var id = Guid.CreateVersion7();
            db.Defects.Add(Defect.Create(id, declaration, position == 0 ? null : accounts[position], field, secrets.Seal(SecretField.DefectNote, id, note)));
        }
    });

    private Task<bool> DecideAsync(ProcessType type, Declaration? named, Func<IPartyNetDb, ISecrets, Declaration, DateTimeOffset, Task> decide) =>
        World.RunAsync<IServiceProvider, bool>(World.Everything, async services =>
        {
            var db = services.GetRequiredService<IPartyNetDb>();
            await using var process = await services.GetRequiredService<IProcesses>().BeginAsync(new ProcessStart(type, World.Branch), CancellationToken.None);
            var declaration = await db.Declarations.SingleOrDefaultAsync(d => d.MemberId == Member.Id && d.Status == DeclarationStatus.Submitted);
            if (declaration is null || (named is not null && named.Id != declaration.Id))
                return false;
            await decide(db, services.GetRequiredService<ISecrets>(), declaration, process.At);
            (await db.Members.SingleAsync(m => m.Id == Member.Id)).Follow(declaration, process.At);
            process.Concern(Member.Id, declaration.Id);
            await process.CommitAsync(CancellationToken.None);
            return true;
        });

    private static void Succeeded(ErrorOr<Success> step)
    {
        if (step.IsError)
            throw new InvalidOperationException(step.FirstError.Description);
    }
}
