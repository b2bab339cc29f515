using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>
/// Reads the counters: what a unit's figures were when they were last folded, and what has changed since. Both in one statement, or a
/// folding in between would count a change twice or not at all.
/// </summary>
internal static class Counters
{
    /// <summary>Figures of units and their changes, for use inside a query.</summary>
    public static IQueryable<StandingFigures> Figures(this IPartyNetDb db) =>
        db.Standings.Select(Plain<UnitStandings>()).Concat(db.StandingChanges.Select(Plain<StandingChange>()));

    /// <summary>Their sum, for use inside a query.</summary>
    public static Expression<Func<IGrouping<int, StandingFigures>, MemberCounts>> Sum { get; } = figures => new MemberCounts(
        figures.Sum(f => f.NotDeclared),
        figures.Sum(f => f.Submitted),
        figures.Sum(f => f.Returned),
        figures.Sum(f => f.Confirmed),
        figures.Sum(f => f.Exempt),
        figures.Sum(f => f.Departed));

    /// <summary>Where the members of a unit and everything below it stand.</summary>
    public static Task<MemberCounts> CountAsync(this IPartyNetDb db, Unit unit, CancellationToken cancellationToken) =>
        db.CountAsync(unit.Path, cancellationToken);

    /// <inheritdoc cref="CountAsync(IPartyNetDb, Unit, CancellationToken)"/>
    public static async Task<MemberCounts> CountAsync(this IPartyNetDb db, UnitPath unit, CancellationToken cancellationToken) =>
        await Counted.On(db, 0, new Asked { From = unit }).SingleOrDefaultAsync(cancellationToken) ?? MemberCounts.None;

    private static readonly ComposedQuery<int, MemberCounts> Counted = new(static (db, _, asked) =>
    {
        var unit = asked.From;
        return db.Figures().Where(f => f.UnitPath == unit).GroupBy(_ => 1).Select(Sum);
    });

    private static Expression<Func<T, StandingFigures>> Plain<T>()
        where T : StandingFigures => row => new StandingFigures
        {
            UnitPath = row.UnitPath,
            NotDeclared = row.NotDeclared,
            Submitted = row.Submitted,
            Returned = row.Returned,
            Confirmed = row.Confirmed,
            Exempt = row.Exempt,
            Departed = row.Departed,
        };
}
