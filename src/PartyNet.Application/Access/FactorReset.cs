namespace PartyNet.Application.Access;

/// <summary>
/// A request to take a second factor away that its owner has lost: one person asks, and one above all roles of the owner approves. Written
/// by functions of the database alone (<c>factors.sql</c>), which check all of it.
/// </summary>
public sealed class FactorReset
{
    /// <summary>For how long a request waits; said once more by <c>access.factor_reset_lifetime</c>.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public Guid Id { get; init; }

    /// <summary>Whose second factor it is.</summary>
    public Guid UserId { get; init; }

    public Guid? MemberId { get; init; }

    /// <summary>Where they hold the role by which they were named.</summary>
    public Guid UnitId { get; init; }

    public Guid AskedBy { get; init; }
    public Guid? AskedByMember { get; init; }

    /// <summary>The process in which it was asked for, which tells in which role.</summary>
    public Guid AskedIn { get; init; }

    public DateTimeOffset AskedAt { get; init; }
    public Guid? ApprovedByMember { get; init; }
    public Guid? ApprovedIn { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>When somebody took it back, or the person refused.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>Which requests wait.</summary>
internal static class FactorResets
{
    public static IQueryable<FactorReset> Waiting(this IQueryable<FactorReset> resets, DateTimeOffset now)
    {
        var oldest = now - FactorReset.Lifetime;
        return resets.Where(r => r.ApprovedAt == null && r.WithdrawnAt == null && r.AskedAt > oldest);
    }
}
