using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.TestCommon;

/// <summary>An account as a member types it.</summary>
public sealed record TypedAccount(string Platform, string Address, string? DisplayName = null, AccountUse Use = AccountUse.Personal);

/// <summary>Declarations that tests start from, and what audit says about members.</summary>
public static class Declaring
{
    /// <summary>
    /// Hands in a new version as the journey leaves it in the tables: what waited is withdrawn, what was returned is superseded.
    /// Without accounts the answer is "no account".
    /// </summary>
    /// <exception cref="DbUpdateException">Somebody changed the version before meanwhile.</exception>
    public static async Task<Declaration> DeclareAsync(this World world, Member member, params TypedAccount[] accounts) =>
        await world.RunAsync<IServiceProvider, Declaration>(world.Everything, async services =>
        {
            var db = services.GetRequiredService<IPartyNetDb>();
            await using var work = await services.GetRequiredService<IProcesses>().BeginAsync(new ProcessStart(ProcessType.DeclarationSubmitted), CancellationToken.None);
            var current = await db.Members.SingleAsync(m => m.Id == member.Id);
            var latest = await db.Declarations.Where(d => d.MemberId == member.Id).OrderByDescending(d => d.Number).FirstOrDefaultAsync();
            var previousId = latest?.Status == DeclarationStatus.Submitted ? latest.PreviousId : latest?.Id;
            if (latest?.Status == DeclarationStatus.Submitted)
                latest.Withdraw();
            else if (latest?.Status == DeclarationStatus.Returned)
                latest.Supersede();
            await db.SaveChangesAsync(CancellationToken.None);

            var submitted = Declaration.Submit(
                Guid.CreateVersion7(), current, (latest?.Number ?? 0) + 1, accounts.Length == 0 ? DeclarationAnswer.NoAccounts : DeclarationAnswer.HasAccounts,
                unchanged: false, previousId, accounts.Length, noticeId: null, work.At);
            db.Declarations.Add(submitted);
            for (var i = 0; i < accounts.Length; i++)
                Add(db, services.GetRequiredService<ISecrets>(), submitted, i + 1, accounts[i]);
            current.Follow(submitted, work.At);
            await work.CommitAsync(CancellationToken.None);
            return submitted;
        });

    public static Task<Declaration> FindAsync(this World world, Guid declaration) =>
        world.ReadAsync(world.Everything, db => db.Declarations.AsNoTracking().SingleAsync(d => d.Id == declaration));

    public static Task<Member> FindAsync(this World world, Member member) =>
        world.ReadAsync(world.Everything, db => db.Members.AsNoTracking().SingleAsync(m => m.Id == member.Id));

    /// <summary>Payloads of the events of a type in processes that named the member.</summary>
    public static Task<List<string>> EventsAboutAsync<TEvent>(this World world, Guid memberId) =>
        world.ReadAsync(new AccessScope { MemberId = memberId, Realm = AccessRealm.Operator }, db => (
            from subject in db.ProcessSubjects.Where(s => s.MemberId == memberId)
            join happened in db.ProcessEvents on subject.ProcessId equals happened.ProcessId
            where happened.Type == typeof(TEvent).Name
            orderby happened.Id
            select happened.Payload).ToListAsync());

    /// <summary>Payloads of the events of a type in processes of an actor.</summary>
    public static Task<List<string>> EventsByAsync<TEvent>(this World world, Guid userId) =>
        world.ReadAsync(world.Everything, db => (
            from process in db.Processes.Where(p => p.ActorId == userId)
            join happened in db.ProcessEvents on process.Id equals happened.ProcessId
            where happened.Type == typeof(TEvent).Name
            orderby happened.Id
            select happened.Payload).ToListAsync());

    private static void Add(IPartyNetDb db, ISecrets secrets, Declaration declaration, int position, TypedAccount typed)
    {
        var address = AccountAddress.Parse(typed.Platform, typed.Address);
        if (!address.IsAccepted)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{typed.Address}: {address.Reason}"), nameof(typed));
        var id = Guid.CreateVersion7();
        var details = new AccountDetails(typed.Address, address.Canonical, typed.DisplayName);
        db.DeclaredAccounts.Add(DeclaredAccount.Create(id, declaration, position, typed.Platform, address.Kind, typed.Use, address.Flags, secrets.Seal(SecretField.AccountDetails, id, details.Pack())));
        db.BlindIndexes.AddRange(secrets.Index(IndexedField.Account, BlindIndex.AccountValue(typed.Platform, address.Kind, address.Key)).Select(index => new BlindIndex
        {
            Field = IndexedField.Account,
            KeyVersion = index.KeyVersion,
            OwnerId = id,
            Digest = index.Digest,
            MemberId = declaration.MemberId,
            UnitPath = declaration.UnitPath,
        }));
    }
}
