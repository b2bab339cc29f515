namespace PartyNet.Application.Spreadsheets;

/// <summary>
/// Writes a list as a spreadsheet straight into a response: constant memory at any length, every cell as text but for numbers that count,
/// asynchronous writes only.
/// </summary>
public interface ISheetWriter
{
    /// <summary>
    /// Streams <paramref name="rows"/> to <paramref name="output"/>, which stays open. What was sent cannot be taken back: a failure
    /// half-way must abort the response.
    /// </summary>
    Task<SheetReceipt> WriteAsync<T>(
        Stream output, SheetFormat format, SheetDocument<T> document, IAsyncEnumerable<T> rows, CancellationToken cancellationToken);

    /// <summary>Writes a workbook of several short sheets.</summary>
    Task WriteBookAsync(Stream output, IReadOnlyList<SheetTable> tables, CancellationToken cancellationToken);
}

/// <summary>A short sheet of text, held in memory.</summary>
/// <param name="Name">Of its tab.</param>
/// <param name="Titles">Lines above the header.</param>
/// <param name="Rows">With a cell for each column; an empty one stays blank.</param>
public sealed record SheetTable(
    string Name,
    IReadOnlyList<string> Titles,
    IReadOnlyList<(string Heading, double Width)> Columns,
    IReadOnlyList<string[]> Rows);

/// <summary>
/// What an exported sheet looks like around its rows: whoever finds a copy reads on it who exported it, when and under which number.
/// </summary>
/// <param name="Name">Name of the worksheet, at most 31 characters; characters that Excel forbids are replaced.</param>
/// <param name="Columns">Columns from left to right.</param>
/// <param name="Titles">Lines above the header of a workbook: organisation, title, date. The first line of CSV is the header.</param>
/// <param name="Footer">Lines below the last row, given the number of rows: who exported, when, number, audit anchor.</param>
/// <param name="Watermark">Printed at the foot of every page of a workbook; Excel keeps at most 255 characters.</param>
public sealed record SheetDocument<T>(
    string Name,
    IReadOnlyList<SheetColumn<T>> Columns,
    IReadOnlyList<string> Titles,
    Func<long, IReadOnlyList<string>> Footer,
    string Watermark);

/// <summary>A column of an export. Where <paramref name="Text"/> is null the column numbers the rows from 1 (STT).</summary>
/// <param name="Header">Heading as printed.</param>
/// <param name="Width">Width in characters of the standard font.</param>
/// <param name="Text">The cell of a row as displayed; null leaves it empty. Longer than 32,767 characters is cut with an ellipsis.
/// Rows are composed on several threads at once, each row on one.</param>
public sealed record SheetColumn<T>(string Header, double Width, Func<T, string?>? Text)
{
    /// <summary>The column counts something: a cell that is a whole number is one, as the numbers of the rows are.</summary>
    public bool Counts { get; init; }

    /// <summary>
    /// The address that a cell of a workbook leads to, if it leads somewhere. A sheet keeps the first <see cref="SheetLink.MostInSheet"/>.
    /// </summary>
    public Func<T, string?>? Link { get; init; }
}

/// <summary>What a workbook holds of links.</summary>
public static class SheetLink
{
    /// <summary>Excel repairs a sheet with more than 65,530, and takes long to open one.</summary>
    public const int MostInSheet = 60_000;
}

/// <summary>What was written, for the audit of an export.</summary>
/// <param name="Rows">Data rows, without titles, header and footer.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">Hash of the file in lower-case hexadecimal digits.</param>
public sealed record SheetReceipt(long Rows, long Bytes, string Sha256);
