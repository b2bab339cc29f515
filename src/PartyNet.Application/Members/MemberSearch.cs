using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>A member whose name is as searched.</summary>
/// <param name="IsExact">Carries the marks and tones that were typed.</param>
public sealed record FoundMember(Guid MemberId, bool IsExact);

/// <summary>Those found by a search whom the other filters leave, in the order in which they are shown.</summary>
/// <param name="IsCut">More than <see cref="MemberSearch.Most"/> members have such a name; only so many were looked at.</param>
internal sealed record FoundMembers(IReadOnlyList<FoundMembers.Row> Rows, bool IsCut)
{
    /// <summary>One of them; named by code in cursors.</summary>
    public sealed record Row(Guid Id, string Code);
}

/// <summary>
/// Search by name as people type it: without accents or with them, in any case, the words in any order. It looks at so many names at
/// most, however many members a unit has. Whoever types a PartyNet code finds the member who has it.
/// </summary>
public static class MemberSearch
{
    /// <summary>Nobody reads further than this; whoever finds more types another word.</summary>
    public const int Most = 2_000;

    private const int MostWords = 8;

    /// <summary>One or two letters stand at the beginning of a syllable: inside of names they are everywhere.</summary>
    private const int ShortestWithin = 3;

    /// <summary>What was typed, as far as names can be searched by it; empty when there is nothing to search by.</summary>
    public static IReadOnlyList<string> Words(string? typed) =>
        [.. VietnameseText.SearchKey(Cut(typed)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords)];

    /// <summary>
    /// All members whose names hold every word, however many: for lists that are read to their end. Search keys hold no wildcard.
    /// </summary>
    public static IQueryable<Member> Named(this IQueryable<Member> members, IReadOnlyList<string> words) =>
        words.Aggregate(members, (found, word) => word.EnumerateRunes().Count() < ShortestWithin
            ? found.Where(m => (" " + m.SearchKey).Contains(" " + word))
            : found.Where(m => m.SearchKey.Contains(word)));

    /// <summary>The same of what was typed: by name, or by code where it can be one.</summary>
    public static IQueryable<Member> Matching(this IQueryable<Member> members, string? typed)
    {
        var named = members.Named(Words(typed));
        return CodeIn(typed) is { } code
            ? members.Where(m => m.Code == code || named.Select(n => n.Id).Contains(m.Id))
            : named;
    }

    /// <summary>
    /// Searches a unit: who carries the tones that were typed comes first, then in roster order. Whoever has the code that was typed is
    /// the only one found.
    /// </summary>
    /// <param name="among">Those whom the other filters leave; the unit and the scope need not be said again.</param>
    internal static async Task<FoundMembers> FindAsync(
        this IPartyNetDb db,
        Unit unit,
        string? typed,
        IQueryable<Member> among,
        CancellationToken cancellationToken
    )
    {
        var (named, coded) = await db.TogetherAsync(
            () => db.FindNamedAsync(unit, typed, among, cancellationToken),
            () => CodeIn(typed) is { } code
                ? among.Within(unit).Where(m => m.Code == code).Select(m => new FoundMembers.Row(m.Id, m.Code))
                    .ToListAsync(cancellationToken)
                : Task.FromResult<List<FoundMembers.Row>>([]),
            cancellationToken);
        return coded.Count > 0 ? new FoundMembers(coded, IsCut: false) : named;
    }

    private static async Task<FoundMembers> FindNamedAsync(
        this IPartyNetDb db, Unit unit, string? typed, IQueryable<Member> among, CancellationToken cancellationToken)
    {
        // Something may be typed that no name can hold, such as "???": that finds nobody, not everybody.
        var looked = await (
            from found in db.FindMembers(unit.Path, [.. Words(typed)], VietnameseText.Normalize(Cut(typed)))
            join member in among on found.MemberId equals member.Id into members
            from member in members.DefaultIfEmpty()
            orderby found.IsExact descending, member.RosterKey
            select new { found.MemberId, Code = (string?)member.Code }
        ).ToListAsync(cancellationToken);
        return new FoundMembers(
            [.. looked.Where(f => f.Code is not null).Take(Most).Select(f => new FoundMembers.Row(f.MemberId, f.Code!))],
            looked.Count > Most
        );
    }

    /// <summary>Reads the page that a cursor asks for; the first where the cursor names nobody who was found.</summary>
    internal static Task<Page<TRow>> ReadFoundPageAsync<TRow>(
        this IPartyNetDb db,
        FoundMembers found,
        PageCursor cursor,
        Expression<Func<Member, TRow>> row,
        Func<TRow, Guid> memberOf,
        CancellationToken cancellationToken
    ) =>
        found.ReadPageAsync(
            cursor,
            ids => db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(row).ToListAsync(cancellationToken),
            memberOf);

    /// <summary>The same of rows that are read in another way.</summary>
    /// <param name="read">Reads the rows of these members, in any order.</param>
    internal static async Task<Page<TRow>> ReadPageAsync<TRow>(
        this FoundMembers found, PageCursor cursor, Func<List<Guid>, Task<List<TRow>>> read, Func<TRow, Guid> memberOf)
    {
        var page = cursor.Within(found.Rows, member => member.Code);
        var ids = page.Rows.Select(member => member.Id).ToList();
        var rows = (await read(ids)).ToDictionary(memberOf);
        return new Page<TRow>([.. ids.Select(id => rows.GetValueOrDefault(id)).OfType<TRow>()], page.Before, page.After);
    }

    private static string? CodeIn(string? typed) => MemberCode.Read(Cut(typed)) is var code && MemberCode.CanBe(code) ? code : null;

    private static string? Cut(string? typed) => typed is { Length: > Member.NameLength } ? typed[..Member.NameLength] : typed;
}
