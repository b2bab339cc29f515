using PartyNet.Domain.Units;

namespace PartyNet.Domain.Access;

/// <summary>A role given to a user at a unit, from a day and perhaps until a day. It reaches the unit and everything below it.</summary>
public sealed class Grant
{
    private Grant()
    {
    }

    public Guid Id { get; private init; }
    public Guid UserId { get; private init; }

    /// <summary>The member the user is, if any: it tells whose declaration goes to the level above.</summary>
    public Guid? MemberId { get; private init; }

    public Role Role { get; private init; }

    /// <summary>Null for the administrator of the installation, who belongs to no unit.</summary>
    public Guid? UnitId { get; private init; }

    /// <summary>Path of the unit; moves with it.</summary>
    public UnitPath? UnitPath { get; private set; }

    public DateTimeOffset ValidFrom { get; private init; }

    /// <summary>The moment it ends, by its own date or by revocation; null while open.</summary>
    public DateTimeOffset? ValidTo { get; private set; }

    public static Grant Give(
        Guid id, Guid userId, Guid? memberId, Role role, Unit? unit, DateTimeOffset from, DateTimeOffset? to = null, Guid? givenIn = null)
    {
        if (unit is null != (role == Role.Administrator))
            throw new ArgumentException("An administrator belongs to no unit, and every other role to one.", nameof(unit));
        return new Grant
        {
            Id = id,
            UserId = userId,
            MemberId = memberId,
            Role = role,
            UnitId = unit?.Id,
            UnitPath = unit?.Path,
            ValidFrom = from,
            ValidTo = to,
            GivenIn = givenIn,
        };
    }

    /// <summary>The process in which it was given, which tells by whom; null for what a list or the demo brought in.</summary>
    public Guid? GivenIn { get; private init; }

    public void Revoke(DateTimeOffset at) => ValidTo = at;
}

/// <summary>When a role counts.</summary>
public static class Grants
{
    /// <summary>
    /// Roles in force: from their first moment on, up to their end and not at it. Said once more for PostgreSQL, by
    /// <c>access.is_in_force</c>; a test holds the two together.
    /// </summary>
    public static IQueryable<Grant> InForce(this IQueryable<Grant> grants, DateTimeOffset now) =>
        grants.Where(g => g.ValidFrom <= now && (g.ValidTo == null || g.ValidTo > now));

    /// <summary>Roles in force, and those that begin on a later day.</summary>
    public static IQueryable<Grant> NotEnded(this IQueryable<Grant> grants, DateTimeOffset now) =>
        grants.Where(g => (g.ValidTo == null || g.ValidTo > now) && (g.ValidTo == null || g.ValidTo > g.ValidFrom));
}
