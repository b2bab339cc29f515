using PartyNet.Domain.Units;

namespace PartyNet.Domain.Members;

/// <summary>
/// One stretch of a member's life on the roll of a branch. The open one is where the member is now; a transfer closes it and opens the
/// next,
/// so that the history of a roster can be told.
/// </summary>
public sealed class Placement
{
    public const int ReasonLength = 300;

    private Placement()
    {
    }

    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }

    /// <summary>The branch of this stretch.</summary>
    public Guid UnitId { get; private init; }

    /// <summary>
    /// Where the member is now (not where this stretch was): the present branch sees the whole history, the former one no longer.
    /// </summary>
    public UnitPath UnitPath { get; private set; }

    public DateOnly From { get; private init; }
    public DateOnly? To { get; private set; }
    public string Reason { get; private init; } = "";

    public static Placement Open(Guid id, Member member, DateOnly from, string reason) => new()
    {
        Id = id,
        MemberId = member.Id,
        UnitId = member.UnitId,
        UnitPath = member.UnitPath,
        From = from,
        Reason = reason,
    };
}

/// <summary>
/// Đảng viên 213: a serving member keeps contact with the branch where they live. It does not count there; the member declares once, at the
/// home branch.
/// </summary>
public sealed class ResidenceLink
{
    public const int UnitNameLength = Unit.NameLength;

    private ResidenceLink()
    {
    }

    public Guid MemberId { get; private init; }
    public UnitPath UnitPath { get; private set; }

    /// <summary>The branch where the member lives, where it stands in this registry.</summary>
    public Guid? ResidenceUnitId { get; private set; }

    /// <summary>As the list writes it: the branch is often outside this registry.</summary>
    public string ResidenceUnitName { get; private set; } = "";

    public static ResidenceLink Create(Member member, string unitName, Guid? unitId) => new()
    {
        MemberId = member.Id,
        UnitPath = member.UnitPath,
        ResidenceUnitName = unitName,
        ResidenceUnitId = unitId,
    };
}
