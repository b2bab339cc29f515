namespace PartyNet.Application.Imports;

/// <summary>
/// Where a row stands. Where several sheets make one list, each row has a number of its own, which tells that in its sheet.
/// </summary>
/// <param name="Sheet">Name of the sheet, where several are read.</param>
internal readonly record struct RowPlace(int Number, string? Sheet)
{
    // More rows than a sheet of a workbook can have. A list that is a sheet by itself may have more.
    private const int RowsOfSheet = 2_000_000;

    /// <summary>dòng 12, or dòng 12 của trang “Chi bộ 2”.</summary>
    public string InWords => Sheet is null ? $"dòng {Number}" : $"dòng {Number % RowsOfSheet} của trang “{Sheet}”";

    /// <summary>As <see cref="InWords"/>, at the beginning of a sentence.</summary>
    public string Capital => "D" + InWords[1..];

    /// <param name="page">Of the sheets that are read, from 0.</param>
    public static int NumberOf(int page, int row) => (page * RowsOfSheet) + row;

    /// <summary>The page of a number that <see cref="NumberOf"/> made.</summary>
    public static int PageOf(int number) => number / RowsOfSheet;
}
