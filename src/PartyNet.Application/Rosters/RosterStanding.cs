using PartyNet.Application.Members;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Rosters;

/// <summary>Where the members of a roster stand: what of a filter indexes and counters know.</summary>
/// <param name="State">Only of active members: of others no index knows it.</param>
internal readonly record struct RosterStanding(RosterActivity Activity, DeclarationState? State)
{
    /// <summary>Of these members those who stand so.</summary>
    public IQueryable<Member> Among(IQueryable<Member> members) =>
        Activity switch
        {
            RosterActivity.Active when State is { } state => members.Where(m => m.Standing == (Standing)state),
            RosterActivity.Active => members.Where(m => m.ActivityStatus == ActivityStatus.Active),
            RosterActivity.Exempt => members.Where(m => m.Standing == Standing.Exempt),
            RosterActivity.TransferredOut or RosterActivity.Left or RosterActivity.Deceased or RosterActivity.OffRoll =>
                members.Where(m => m.Standing == Standing.Departed),
            RosterActivity.All => members,
        };

    /// <summary>How many of a unit's members those are.</summary>
    public int In(MemberCounts counts) => Activity switch
    {
        RosterActivity.Active when State is { } state => counts.Of(state),
        RosterActivity.Active => counts.Active,
        RosterActivity.Exempt => counts.Exempt,
        RosterActivity.TransferredOut or RosterActivity.Left or RosterActivity.Deceased or RosterActivity.OffRoll => counts.Departed,
        RosterActivity.All => counts.OnRoll,
    };
}
