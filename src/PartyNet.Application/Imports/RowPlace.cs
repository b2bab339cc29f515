namespace PartyNet.Application.Imports;

/// <summary>Numbers of rows where several sheets make one list: each row has its own, which tells its number in its sheet.</summary>
internal static class RowPlace
{
    // More rows than a sheet can have.
    private const int RowsOfSheet = 2_000_000;

    /// <param name="page">Of the sheets that are read, from 0.</param>
    public static int Number(int page, int row) => (page * RowsOfSheet) + row;

    /// <summary>dòng 12, or dòng 12 của trang “Chi bộ 2”.</summary>
    public static string InWords(int number, string? sheet) =>
        $"dòng {number % RowsOfSheet}{(sheet is null ? "" : $" của trang “{sheet}”")}";

    /// <summary>As <see cref="InWords"/>, at the beginning of a sentence.</summary>
    public static string Capital(int number, string? sheet) => "D" + InWords(number, sheet)[1..];
}
