using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Database;

/// <summary>
/// Narrows a query to a unit and everything below it. Tables with lists have one column for the ancestor at each level; the column of the
/// unit's own level equals the unit's label. An equality lets an index keep its order behind it, which a range of paths does not.
/// </summary>
public static class Subtree
{
    public static IQueryable<Member> Within(this IQueryable<Member> members, Unit unit) =>
        members.Within(unit.Path.Depth, unit.Path.OwnLabel);

    /// <inheritdoc cref="Within(IQueryable{Member}, Unit)"/>
    /// <param name="level">Of the unit.</param>
    /// <param name="label">The unit's own.</param>
    public static IQueryable<Member> Within(this IQueryable<Member> members, int level, string label)
    {
        var column = LevelColumn(level);
        return members.Where(m => EF.Property<string?>(m, column) == label);
    }

    public static IQueryable<Declaration> Within(this IQueryable<Declaration> declarations, Unit unit) => declarations.Within(unit.Path);

    /// <inheritdoc cref="Within(IQueryable{Declaration}, Unit)"/>
    public static IQueryable<Declaration> Within(this IQueryable<Declaration> declarations, UnitPath unit) =>
        declarations.Within(unit.Depth, unit.OwnLabel);

    /// <inheritdoc cref="Within(IQueryable{Declaration}, Unit)"/>
    /// <param name="level">Of the unit.</param>
    /// <param name="label">The unit's own.</param>
    public static IQueryable<Declaration> Within(this IQueryable<Declaration> declarations, int level, string label)
    {
        var column = LevelColumn(level);
        return declarations.Where(d => EF.Property<string?>(d, column) == label);
    }

    /// <summary>Name of the property that holds the label of a row's ancestor at this level; 1 is the root's.</summary>
    public static string LevelColumn(int level) => level is >= 1 and <= UnitPath.MaxDepth
        ? FormattableString.Invariant($"Level{level}")
        : throw new ArgumentOutOfRangeException(nameof(level), level, "No unit lies at this level.");
}
