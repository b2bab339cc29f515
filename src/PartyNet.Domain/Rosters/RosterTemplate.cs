namespace PartyNet.Domain.Rosters;

/// <summary>
/// How a unit has its lists: the columns with their headings in their order, and what stood around its last official list. A unit without
/// one has the usual columns.
/// </summary>
public sealed class RosterTemplate
{
    private RosterTemplate()
    {
    }

    public Guid UnitId { get; private init; }

    /// <summary>Codes of the columns from left to right; empty where the unit has the usual ones.</summary>
    public string[] Columns { get; private set; } = [];

    /// <summary>Their headings, one for each.</summary>
    public string[] Headings { get; private set; } = [];

    /// <summary>Of the last official list.</summary>
    public RosterHeading? Heading { get; private set; }

    public int Version { get; private set; } = 1;

    public static RosterTemplate Of(Guid unitId) => new() { UnitId = unitId };

    /// <summary>Chooses the columns; none for the usual ones.</summary>
    public void Choose(IReadOnlyList<(string Code, string Heading)> columns)
    {
        Columns = [.. columns.Select(c => c.Code)];
        Headings = [.. columns.Select(c => c.Heading)];
        Version++;
    }

    /// <summary>Remembers what an official list was headed with.</summary>
    public void Remember(RosterHeading heading)
    {
        Heading = heading;
        Version++;
    }
}
