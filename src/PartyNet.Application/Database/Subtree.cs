using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Database;

/// <summary>Narrows a query to a unit and everything below it, as one range of the path column.</summary>
public static class Subtree
{
    public static IQueryable<Member> Within(this IQueryable<Member> members, Unit unit)
    {
        var (from, to) = (unit.Path, unit.Path.RangeEnd);
        return members.Where(m => m.UnitPath >= from && m.UnitPath < to);
    }

    public static IQueryable<Declaration> Within(this IQueryable<Declaration> declarations, Unit unit)
    {
        var (from, to) = (unit.Path, unit.Path.RangeEnd);
        return declarations.Where(d => d.UnitPath >= from && d.UnitPath < to);
    }
}
