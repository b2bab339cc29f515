namespace PartyNet.Application.Spreadsheets;

/// <summary>
/// Writes a list as a party document that somebody signs, to be printed on A4 across. Such a list is for a board: it is of bounded
/// length, and may be held in memory.
/// </summary>
public interface IOfficialListWriter
{
    /// <inheritdoc cref="ISheetWriter.WriteAsync"/>
    Task<SheetReceipt> WriteAsync<T>(
        Stream output, OfficialFormat format, OfficialList<T> list, IAsyncEnumerable<T> rows, CancellationToken cancellationToken);
}

/// <summary>What an official list is written as.</summary>
public enum OfficialFormat
{
    Docx = 1,
    Xlsx = 2,
}

/// <summary>An official list, with every line as it is printed.</summary>
/// <param name="Columns">From left to right; their widths are shares of the page.</param>
/// <param name="Closing">Lines below the last row, given the number of rows.</param>
/// <param name="PageFooter">At the foot of each page, beside its number.</param>
public sealed record OfficialList<T>(
    OfficialHeading Heading,
    IReadOnlyList<SheetColumn<T>> Columns,
    Func<long, IReadOnlyList<string>> Closing,
    OfficialSignatures Signatures,
    string PageFooter);

/// <summary>The block above an official list. Empty lines are left out.</summary>
/// <param name="Superior">Cấp trên.</param>
/// <param name="Organisation">Tổ chức.</param>
/// <param name="Number">Such as <c>Số 05-DS/ĐU</c>.</param>
/// <param name="PlaceAndDay">Such as <c>Tân Lập, ngày 05 tháng 02 năm 2026</c>.</param>
/// <param name="Mark">Such as <c>DỰ THẢO</c>.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="IsLeftOut">Only title and subject are printed: the list goes with a document that has the rest.</param>
public sealed record OfficialHeading(
    string Superior, string Organisation, string Number, string PlaceAndDay, string Mark, string Title, string Subject,
    bool IsLeftOut = false)
{
    public const string Party = "ĐẢNG CỘNG SẢN VIỆT NAM";
}

/// <summary>The blocks below an official list. Empty lines are left out; a name that is empty is written by hand.</summary>
/// <param name="PreparedBy">Name of who drew the list up.</param>
/// <param name="OnBehalfOf">Such as <c>T/M ĐẢNG ỦY</c>.</param>
/// <param name="Position">Such as <c>BÍ THƯ</c>.</param>
public sealed record OfficialSignatures(string PreparedBy, string OnBehalfOf, string Position, string Name)
{
    public const string Preparer = "NGƯỜI LẬP BIỂU";
}
