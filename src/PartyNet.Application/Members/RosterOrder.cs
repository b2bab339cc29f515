using System.Diagnostics.CodeAnalysis;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>Walks a list of members in roster order from a given key on.</summary>
[SuppressMessage("Globalization", "CA1309:Use ordinal string comparison", Justification = "Translated to SQL, where the column's collation \"C\" is the ordinal one.")]
public static class RosterOrder
{
    public static IQueryable<Member> After(this IQueryable<Member> members, string rosterKey) =>
        members.Where(m => string.Compare(m.RosterKey, rosterKey) > 0).OrderBy(m => m.RosterKey);

    /// <summary>Backwards: the nearest first.</summary>
    public static IQueryable<Member> Before(this IQueryable<Member> members, string rosterKey) =>
        members.Where(m => string.Compare(m.RosterKey, rosterKey) < 0).OrderByDescending(m => m.RosterKey);
}
