using PartyNet.Domain.Units;

namespace PartyNet.Application.Database;

/// <summary>What queries ask of a path in a column; translated to SQL, never run here.</summary>
public static class UnitPaths
{
    /// <inheritdoc cref="UnitPath.RangeEnd"/>
    public static UnitPath RangeEnd(UnitPath path) => throw new NotSupportedException("Only inside a query.");
}
