using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>Walks a list of members in roster order. A member is named by code: the key itself would spell the name.</summary>
[SuppressMessage(
    "Globalization",
    "CA1309:Use ordinal string comparison",
    Justification = "Translated to SQL, where the column's collation \"C\" is the ordinal one."
)]
internal static class RosterOrder
{
    private static readonly Walk<Member, string> Walk = new(
        members => members.OrderBy(m => m.RosterKey),
        members => members.OrderByDescending(m => m.RosterKey),
        key => m => string.Compare(m.RosterKey, key.First()) > 0,
        key => m => string.Compare(m.RosterKey, key.First()) < 0);

    /// <summary>Where the page begins.</summary>
    public static Walk<Member, string>.Way SetOutInRoster(this IPartyNetDb db, PageCursor cursor) =>
        Walk.SetOut(cursor, code => db.Members.Where(m => m.Code == code).Select(m => m.RosterKey));

    /// <summary>From the beginning of a list on, or from its end backwards.</summary>
    public static Walk<Member, string>.Way FromEitherEnd(bool isEnd) => isEnd ? Walk.FromEnd() : Walk.FromStart();

    /// <summary>The page from there on: one statement.</summary>
    /// <param name="lists">Members, or several lists of them to be walked side by side.</param>
    public static async Task<Page<TRow>> ReadRosterPageAsync<TRow>(
        IReadOnlyList<IQueryable<Member>> lists,
        Walk<Member, string>.Way way,
        Expression<Func<Member, TRow>> row,
        Func<TRow, string> codeOf,
        CancellationToken cancellationToken
    ) => way.Page(await way.ReadFirst(lists, way.Cursor.Probe).Select(row).ToListAsync(cancellationToken), codeOf);
}
