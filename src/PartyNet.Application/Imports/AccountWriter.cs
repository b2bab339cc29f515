using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Accounts of a list wait for their members' answers.</summary>
public sealed record AccountsProposed(int Members, int Accounts);

/// <summary>Puts the accounts of a plan to their members as questions.</summary>
internal sealed class AccountWriter(IPartyNetDb db, IBulkWriter bulk, ISecrets secrets, IProcess process)
{
    private const int BatchSize = 2_000;

    // Two lists at once would ask the same member twice.
    private const long Turn = 0x41_63_63_6F_75_6E_74_73;

    /// <summary>False when a member has left since the plan was made; then nothing may be committed.</summary>
    public async Task<bool> WriteAsync(
        Unit root, ImportPlan plan, IReadOnlyList<PlannedRow<AccountTarget>> rows, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(Turn, cancellationToken);
        var (asked, count) = (new HashSet<Guid>(), 0);
        foreach (var batch in rows.Select(row => row.Target!).Chunk(BatchSize))
        {
            var ids = batch.Select(target => target.MemberId).Distinct().ToList();
            var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellationToken);
            if (!ids.All(id => members.TryGetValue(id, out var member) && member.IsOnRoll() && member.UnitPath.IsWithin(root.Path)))
                return false;

            // What was declared or asked meanwhile is no question any more.
            var standing = await StandingAccounts.FindAsync(db, secrets, process, ids, cancellationToken);
            var proposals = batch
                .SelectMany(target => target.Accounts.Where(account => !standing.Have(target.MemberId, account))
                    .Select(account => Propose(members[target.MemberId], account, plan)))
                .ToList();
            await bulk.InsertAsync([proposals], cancellationToken);
            foreach (var member in proposals.Select(proposal => proposal.MemberId).Where(asked.Add))
                process.Concern(member);
            count += proposals.Count;
        }

        process.Record(new AccountsProposed(asked.Count, count));
        return true;
    }

    private ProposedAccount Propose(Member member, ListedAccount account, ImportPlan plan)
    {
        var id = Guid.CreateVersion7(process.At);
        var details = new AccountDetails(account.Typed, account.Canonical, DisplayName: null).Pack();
        return ProposedAccount.Of(
            id, member, account.PlatformCode, secrets.Seal(SecretField.ProposedAccount, id, details), plan.Id, plan.FileName, process.At);
    }
}
