using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>
/// The members of a unit in the order of the work that is left: what others decide, what was returned, who has not declared, who is done,
/// who stands apart. Within each in roster order, as an index holds it, so that a page anywhere is a walk. Those whose declaration waits at
/// this very level come before all of them, from the review queue.
/// </summary>
internal static class WorkOrder
{
    private static readonly Standing[] Parts =
    [
        Standing.Submitted, Standing.Returned, Standing.NotDeclared, Standing.Confirmed, Standing.Exempt, Standing.Departed,
    ];

    /// <summary>
    /// Where the page begins. A cursor is the number of a part and the code of a member; whoever has moved to another part since still
    /// marks the place.
    /// </summary>
    public static Way SetOut(IPartyNetDb db, PageCursor cursor)
    {
        if (cursor.From is not [>= '0' and <= '9' and var digit, '.', .. { Length: > 0 } code] || digit - '0' >= Parts.Length)
            return new Way(db.SetOutInRoster(PageCursor.First), cursor.AtStart(), 0);
        var within = (cursor.IsBackward ? new PageCursor(Before: code) : new PageCursor(After: code)) with { Length = cursor.Length };
        return new Way(db.SetOutInRoster(within), within, digit - '0');
    }

    /// <summary>The members of the unit but for those whose declaration waits at this level.</summary>
    public static Func<Standing, IQueryable<Member>> NotWaiting(IPartyNetDb db, AccessScope scope, Unit unit, DateTimeOffset now)
    {
        var secretaries = db.Secretaries(now);
        var (me, path) = (scope.MemberId, unit.Path);
        return standing =>
        {
            var members = db.Members.AsNoTracking().Within(unit).Where(m => m.Standing == standing);
            return standing is Standing.Returned or Standing.NotDeclared or Standing.Confirmed
                ? members
                : members.Where(m => m.DeclarationState != DeclarationState.Submitted || m.Id == me
                    || (m.UnitPath == path) == secretaries.Any(g => g.MemberId == m.Id && g.UnitPath == m.UnitPath));
        };
    }

    internal sealed record Way(Walk<Member, string>.Way Within, PageCursor Cursor, int Part)
    {
        public bool IsFirst => Cursor.From is null;

        /// <summary>Of each part from here on as many as a page takes, asked together.</summary>
        public async Task<Page<BranchMemberRow>> ReadAsync(
            IPartyNetDb db,
            Func<Standing, IQueryable<Member>> members,
            Expression<Func<Member, BranchMemberRow>> row,
            CancellationToken cancellationToken)
        {
            var ahead = Cursor.IsBackward
                ? Enumerable.Range(0, Part + 1).Reverse()
                : Enumerable.Range(Part, Parts.Length - Part);
            var read = await db.TogetherAsync(
                ahead.Select(part => Query(part).Select(row)).Select(part => (Func<Task<List<BranchMemberRow>>>)(
                    () => part.ToListAsync(cancellationToken))),
                cancellationToken);
            return Cursor.Cut([.. read.SelectMany(part => part).Take(Cursor.Probe)], fromStart: IsFirst, Name);

            IQueryable<Member> Query(int part) =>
                (part == Part ? Within : RosterOrder.FromEitherEnd(Cursor.IsBackward)).ReadFirst([members(Parts[part])], Cursor.Probe);
        }

        private static string Name(BranchMemberRow row) =>
            FormattableString.Invariant($"{Array.IndexOf(Parts, row.Standing)}.{row.Code}");
    }
}
