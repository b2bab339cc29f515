namespace PartyNet.Application.Spreadsheets;

/// <summary>
/// Writes sheets as somebody else made them, row by row, with some cells coloured. Every cell is text. Such a workbook goes back to the one
/// office whose file it was, is of bounded length, and is held in memory.
/// </summary>
public interface IMarkedSheetWriter
{
    byte[] Write(IReadOnlyList<MarkedSheet> sheets);
}

/// <summary>A sheet with its rows from the first one on.</summary>
/// <param name="HeaderRows">So many of the first rows stay in view.</param>
public sealed record MarkedSheet(string Name, int HeaderRows, IReadOnlyList<IReadOnlyList<MarkedCell>> Rows);

/// <summary>A cell; empty text leaves it blank.</summary>
/// <param name="IsMarked">Something is wrong with it: it has another colour, also where it is blank.</param>
/// <param name="GoesOn">It is merged with the cell on its left.</param>
public readonly record struct MarkedCell(string Text, bool IsMarked = false, bool GoesOn = false);
