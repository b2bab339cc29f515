using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>
/// Which level decides a declaration: the branch, except for its own secretary's, which goes to the level above.
/// Read at the moment of asking: somebody who became secretary since is secretary now.
/// </summary>
internal static class ReviewLevels
{
    public static IQueryable<Declaration> Pending(this IQueryable<Declaration> declarations) =>
        declarations.Where(d => d.Status == DeclarationStatus.Submitted);

    /// <summary>Roles of branch secretary that are in force.</summary>
    public static IQueryable<Grant> Secretaries(this IPartyNetDb db, DateTimeOffset now) =>
        db.Grants.InForce(now).Where(g => g.Role == Role.Secretary);

    /// <summary>
    /// What is for this level to decide, as lists to be walked side by side: of the unit's own members all but the secretary's, and from
    /// below those of the secretaries.
    /// </summary>
    public static IReadOnlyList<IQueryable<Declaration>> ForLevelOf(
        this IQueryable<Declaration> declarations,
        UnitPath path,
        int level,
        string label,
        IQueryable<Grant> secretaries
    )
    {
        return
        [
            declarations.Where(d =>
                d.UnitPath == path && !(d.EverSecretary && secretaries.Any(g => g.MemberId == d.MemberId && g.UnitPath == d.UnitPath))
            ),
            declarations
                .Within(level, label)
                .Where(d =>
                    d.EverSecretary && d.UnitPath != path && secretaries.Any(g => g.MemberId == d.MemberId && g.UnitPath == d.UnitPath)
                ),
        ];
    }

    /// <summary>What waits for the caller at this level.</summary>
    public static IReadOnlyList<IQueryable<Declaration>> WaitingFor(
        this IPartyNetDb db, AccessScope scope, UnitPath unit, DateTimeOffset now) =>
        db.WaitingFor(scope.MemberId, unit, unit.Depth, unit.OwnLabel, now);

    /// <inheritdoc cref="WaitingFor(IPartyNetDb, AccessScope, UnitPath, DateTimeOffset)"/>
    public static IReadOnlyList<IQueryable<Declaration>> WaitingFor(
        this IPartyNetDb db, Guid? me, UnitPath unit, int level, string label, DateTimeOffset now) =>
        db.Declarations.AsNoTracking().Pending().Where(d => d.MemberId != me).ForLevelOf(unit, level, label, db.Secretaries(now));

    /// <summary>How many declarations wait for the caller at this level, and since when the oldest does.</summary>
    public static Task<WaitingDeclarations> CountWaitingAsync(
        IPartyNetDb db,
        AccessScope scope,
        UnitPath unit,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        QueueOrder.CountAsync(db.WaitingFor(scope, unit, now), cancellationToken);
}

/// <summary>A queue in one line.</summary>
/// <param name="Count">Counted up to <see cref="QueueOrder.MostCounted"/>; one more means that there are more.</param>
internal sealed record WaitingDeclarations(int Count, DateTimeOffset? OldestSubmittedAt);
