using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports;

/// <summary>
/// Something about one cell that the person who loads the list should know: where it is, what it holds, what is wrong and how to fix it.
/// </summary>
/// <param name="Row">Row of the sheet, counted from 1.</param>
/// <param name="Column">Column, counted from 0; null where the row as a whole is meant.</param>
/// <param name="Header">Heading of the column as this product names it.</param>
/// <param name="Found">What the cell holds, as displayed.</param>
/// <param name="Reason">What is wrong and how to put it right, in Vietnamese.</param>
/// <param name="Blocks">The row can't be loaded until it is put right; otherwise only worth a look.</param>
public sealed record CellProblem(int Row, int? Column, string Header, string Found, string Reason, bool Blocks)
{
    /// <summary>Name of the sheet, where several are read.</summary>
    public string? Sheet { get; init; }

    /// <summary>What the cell holds is not loaded, whatever becomes of the rest of the row, until somebody has put it right.</summary>
    public bool LeavesOut { get; init; }

    /// <summary>Nothing is wrong with the row, but a person has to decide who is meant.</summary>
    public bool AsksWho { get; init; }

    /// <summary>Dòng 12, cột C (Ngày sinh).</summary>
    public string Where => Column is { } column
        ? $"{new RowPlace(Row, Sheet).Capital}, cột {SheetRow.ColumnName(column)} ({Header})"
        : new RowPlace(Row, Sheet).Capital;

    public override string ToString() => Found.Length == 0 ? $"{Where}: {Reason}" : $"{Where}: “{Found}”. {Reason}";
}
