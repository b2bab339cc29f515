namespace PartyNet.Infrastructure.Protection;

/// <summary>Event of cells of a table that were sealed with a newer key.</summary>
internal sealed record CellsResealed(string Table, int Version, int Cells);

/// <summary>Event of a version of the keys that opens nothing any more, and of the codes that were given up with it.</summary>
internal sealed record KeyVersionRetired(int Version, long IndexRows, int Slips, int RecoveryCodes);
