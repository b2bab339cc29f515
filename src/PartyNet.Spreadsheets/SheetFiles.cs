using System.Text;
using ErrorOr;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Opens workbooks and text files for reading, always through <see cref="SpreadsheetGuard"/>. Few are open at once: each may take a hundred
/// megabytes while it is read, whoever made it, and the next one waits for its turn.
/// </summary>
/// <param name="atOnce">How many.</param>
/// <param name="patience">How long one waits.</param>
public sealed class SheetFiles(int atOnce, TimeSpan patience) : ISheetFiles, IDisposable
{
    /// <summary>For a site whose processor has little else to do: two are read as fast as ten.</summary>
    public const int Few = 2;

    /// <summary>Shorter than what stands before a site waits for its answer.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(40);

    private readonly SemaphoreSlim _turns = new(atOnce);

    /// <summary>Text files of Windows come in code pages; ExcelDataReader also asks for one before it opens any workbook.</summary>
    static SheetFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public SheetFiles()
        : this(Few, Usual)
    {
    }

    public async Task<ErrorOr<ISheetFile>> OpenAsync(Stream file, SheetLimits limits, CancellationToken cancellationToken)
    {
        if (!await _turns.WaitAsync(patience, cancellationToken))
            return SheetErrors.Of(SheetRefusal.Busy, "Hệ thống đang đọc nhiều tệp cùng lúc. Đồng chí chờ một phút rồi nhập lại.");
        var turn = new Turn(_turns);
        try
        {
            var opened = await InspectAsync(file, limits, turn, cancellationToken);
            if (opened.IsError)
                turn.Dispose();
            return opened;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public void Dispose() => _turns.Dispose();

    private static async Task<ErrorOr<ISheetFile>> InspectAsync(
        Stream file, SheetLimits limits, IDisposable turn, CancellationToken cancellationToken)
    {
        var content = await SeekableAsync(file, limits, cancellationToken);
        if (content is null)
            return SpreadsheetGuard.TooLarge(limits);

        var verdict = SpreadsheetGuard.Inspect(content, limits, cancellationToken);
        if (verdict.IsError)
            return verdict.Errors;
        return verdict.Value is GuardedWorkbook { IsStrict: true } strict
            ? new SheetFile(strict with { Content = StrictWorkbook.Loosen(strict.Content) }, limits, turn)
            : new SheetFile(verdict.Value, limits, turn);
    }

    /// <summary>Ends once, however often it is said.</summary>
    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private SemaphoreSlim? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
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
/// <param name="turn">Ends with the file; null for one that is opened apart.</param>
internal sealed class SheetFile(GuardedFile file, SheetLimits limits, IDisposable? turn = null) : ISheetFile
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

        if ((_current as XlsxSheetReader)?.GoOn(sheet) is { } further)
            return _current = further;
        Close();
        file.Content.Position = 0;
        return _current = file switch
        {
            GuardedWorkbook book => XlsxSheetReader.Open(book, sheet, limits),
            GuardedText text => new CsvSheetReader(text, limits),
            _ => throw new InvalidOperationException($"No reader for {file.GetType().Name}."),
        };
    }

    public void Dispose()
    {
        Close();
        turn?.Dispose();
    }

    private void Close() => (_current as IDisposable)?.Dispose();
}
