using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Members;

/// <summary>Search by name as people type it: without accents, in any case, the words in any order.</summary>
public static class MemberSearch
{
    private const int MostWords = 8;

    /// <summary>What was typed, as far as names can be searched by it; empty when there is nothing to search by.</summary>
    public static IReadOnlyList<string> Words(string? typed)
    {
        var text = typed is { Length: > Member.NameLength } ? typed[..Member.NameLength] : typed;
        return [.. VietnameseText.SearchKey(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords)];
    }

    /// <summary>Members whose names hold every word. Search keys hold no wildcard, and the trigram index serves each comparison.</summary>
    public static IQueryable<Member> Named(this IQueryable<Member> members, IReadOnlyList<string> words) =>
        words.Aggregate(members, (found, word) => found.Where(m => m.SearchKey.Contains(word)));
}
