using System.Text;
using ErrorOr;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>Opens workbooks and text files for reading, always through <see cref="SpreadsheetGuard"/>.</summary>
public sealed class SheetFiles : ISheetFiles
{
    /// <summary>Text files of Windows come in code pages; ExcelDataReader also asks for one before it opens any workbook.</summary>
    static SheetFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public async Task<ErrorOr<ISheetFile>> OpenAsync(Stream file, SheetLimits limits, CancellationToken cancellationToken)
    {
        var content = await SeekableAsync(file, limits, cancellationToken);
        if (content is null)
            return SpreadsheetGuard.TooLarge(limits);

        var verdict = SpreadsheetGuard.Inspect(content, limits, cancellationToken);
        if (verdict.IsError)
            return verdict.Errors;
        return verdict.Value is GuardedWorkbook { IsStrict: true } strict
            ? new SheetFile(strict with { Content = StrictWorkbook.Loosen(strict.Content) }, limits)
            : new SheetFile(verdict.Value, limits);
    }

    /// <summary>
    /// A file on disk or in memory is read where it is; anything else is taken into memory, as far as the limit. Null when it is longer.
    /// </summary>
    private static async Task<Stream?> SeekableAsync(Stream file, SheetLimits limits, CancellationToken cancellationToken)
    {
        if (file is FileStream or MemoryStream)
            return file;

        var copy = new MemoryStream();
        var block = new byte[64 * 1024];
        for (int read; (read = await file.ReadAsync(block, cancellationToken)) > 0;)
        {
            if (copy.Length + read > limits.MaxBytes)
                return null;
            copy.Write(block, 0, read);
        }
        return copy;
    }
}

/// <summary>A guarded file and at most one open reader on it.</summary>
internal sealed class SheetFile(GuardedFile file, SheetLimits limits) : ISheetFile
{
    private readonly GuardedWorkbook? _workbook = file as GuardedWorkbook;
    private ISheetReader? _current;

    public SheetFormat Format => _workbook is null ? SheetFormat.Csv : SheetFormat.Xlsx;
    public IReadOnlyList<SheetInfo> Sheets => _workbook?.Sheets ?? [new SheetInfo("CSV", Hidden: false)];
    public IReadOnlyList<string> LegacyFonts => _workbook?.LegacyFonts ?? [];
    public string? Assumption => (file as GuardedText)?.Shape.Assumption;

    public ISheetReader Read(int sheet)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sheet);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sheet, Sheets.Count);

        Dispose();
        file.Content.Position = 0;
        return _current = file switch
        {
            GuardedWorkbook book => XlsxSheetReader.Open(book, sheet, limits),
            GuardedText text => new CsvSheetReader(text, limits),
            _ => throw new InvalidOperationException($"No reader for {file.GetType().Name}."),
        };
    }

    public void Dispose() => (_current as IDisposable)?.Dispose();
}
