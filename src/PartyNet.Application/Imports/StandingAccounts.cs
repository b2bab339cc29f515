using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;

namespace PartyNet.Application.Imports;

/// <summary>
/// What is known already of some members' accounts: those that they have ever declared, found by their index and not opened, and those
/// that a list has proposed and they have not answered yet.
/// </summary>
internal sealed class StandingAccounts
{
    private readonly ISecrets _secrets;
    private readonly HashSet<(Guid Member, string Digest)> _declared;
    private readonly HashSet<(Guid Member, string Identity)> _proposed;

    private StandingAccounts(
        ISecrets secrets, IEnumerable<(Guid Member, string Digest)> declared, IEnumerable<(Guid Member, string Identity)> proposed) =>
        (_secrets, _declared, _proposed) = (secrets, [.. declared], [.. proposed]);

    public static async Task<StandingAccounts> FindAsync(
        IPartyNetDb db, ISecrets secrets, IProcess process, IReadOnlyCollection<Guid> members, CancellationToken cancellationToken)
    {
        var declared = await db.BlindIndexes.Where(b => b.Field == IndexedField.Account && members.Contains(b.MemberId))
            .Select(b => new { b.MemberId, b.Digest }).ToListAsync(cancellationToken);
        var proposed = await db.ProposedAccounts.AsNoTracking().Where(p => members.Contains(p.MemberId)).ToListAsync(cancellationToken);
        return new StandingAccounts(
            secrets,
            declared.Select(b => (b.MemberId, Convert.ToHexString(b.Digest))),
            from proposal in proposed
            let details = secrets.Open(process, proposal.MemberId, SecretField.ProposedAccount, proposal.Id, proposal.Details)
                .Read(AccountDetails.Unpack)
            where details is not null
            select (proposal.MemberId, AccountAddress.Parse(proposal.PlatformCode, details.Canonical).Identity ?? ""));
    }

    public bool Have(Guid member, ListedAccount account)
    {
        var identity = account.Address.Identity!;
        return _proposed.Contains((member, identity))
            || _secrets.Index(IndexedField.Account, identity).Any(value => _declared.Contains((member, Convert.ToHexString(value.Digest))));
    }
}
