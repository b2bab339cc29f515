using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>A role at a unit, as a form names it: <c>Secretary t-1z4</c>.</summary>
public sealed record RolePost(Role Role, string UnitCode)
{
    /// <summary>Null for what no form of ours sends: the role is named exactly.</summary>
    public static RolePost? Read(string? sent)
    {
        var gap = sent?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        return gap > 0 && Enum.GetNames<Role>().Contains(sent![..gap])
            ? new RolePost(Enum.Parse<Role>(sent[..gap]), sent[(gap + 1)..])
            : null;
    }

    public override string ToString() => $"{Role} {UnitCode}";
}

/// <summary>Roles at one unit are given and ended in turn: two of a board who end each other do not both go.</summary>
internal static class RoleTurn
{
    public static long At(Guid unit) => Turn.Of(unit);
}
