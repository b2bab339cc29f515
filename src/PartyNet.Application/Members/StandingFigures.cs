using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>How many members stand where in a unit and below it.</summary>
public class StandingFigures
{
    public UnitPath UnitPath { get; init; }
    public int NotDeclared { get; init; }
    public int Submitted { get; init; }
    public int Returned { get; init; }
    public int Confirmed { get; init; }
    public int Exempt { get; init; }
    public int Departed { get; init; }
}

/// <summary>The figures of a unit as of the last folding; a unit without members has none. Kept by the database.</summary>
public sealed class UnitStandings : StandingFigures;

/// <summary>
/// What a statement has changed in the figures of a unit since: one row for each unit that it touched. Kept by the database.
/// </summary>
public sealed class StandingChange : StandingFigures
{
    public long Id { get; init; }
}
