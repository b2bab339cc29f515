using System.IO.Compression;

namespace PartyNet.Spreadsheets;

/// <summary>The zip of a workbook while its parts are written into it, one after the other.</summary>
internal sealed class XlsxPackage(SheetSink sink) : IDisposable
{
    private const int Long = 32 * 1024;

    private readonly ZipArchive _archive = new(sink, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<XlsxTab> _sheets = [];
    private Stream? _part;

    /// <summary>What of the part is composed and not yet in the zip.</summary>
    public Utf8Text Text { get; } = new();

    public void Begin(string name) => _part = _archive.CreateEntry(name, CompressionLevel.Fastest).Open();

    /// <summary>The part of the next sheet.</summary>
    public void BeginSheet() => Begin($"xl/worksheets/sheet{_sheets.Count + 1}.xml");

    /// <param name="headerRow">Repeats on each page in print.</param>
    public void EndSheet(string name, int headerRow)
    {
        End();
        _sheets.Add(new XlsxTab(name, headerRow));
    }

    /// <summary>The part of what the sheet that was written last points to.</summary>
    public void BeginSheetRelations() => Begin($"xl/worksheets/_rels/sheet{_sheets.Count}.xml.rels");

    /// <summary>Puts what was composed, here or elsewhere, into the zip.</summary>
    public void Compress(Utf8Text text)
    {
        _part!.Write(text.Written);
        text.Clear();
    }

    /// <summary>For a part that may be long: what is composed so far goes out where it is worth it, and is not kept to the end.</summary>
    public ValueTask SendWhereLongAsync(CancellationToken cancellationToken)
    {
        if (Text.Length < Long)
            return ValueTask.CompletedTask;
        Compress(Text);
        return sink.WantsDraining ? sink.DrainAsync(cancellationToken) : ValueTask.CompletedTask;
    }

    public void End()
    {
        Compress(Text);
        _part!.Dispose();
        _part = null;
    }

    /// <summary>A part that is short.</summary>
    public void Write(string name, Action<Utf8Text> compose)
    {
        Begin(name);
        compose(Text);
        End();
    }

    /// <summary>The parts that name the sheets and say how they look.</summary>
    public void WriteWorkbook(string styles)
    {
        Write("xl/workbook.xml", text => XlsxParts.WriteWorkbook(text, _sheets));
        Write("xl/_rels/workbook.xml.rels", text => XlsxParts.WriteWorkbookRelations(text, _sheets.Count));
        Write("xl/styles.xml", text => text.Append(styles));
        Write("_rels/.rels", text => text.Append(XlsxParts.PackageRelations));
        Write("[Content_Types].xml", text => XlsxParts.WriteContentTypes(text, _sheets.Count));
    }

    /// <summary>Ends the zip with its directory, into the sink.</summary>
    public void Dispose()
    {
        _part?.Dispose();
        _archive.Dispose();
    }
}

/// <summary>A sheet as the workbook names it.</summary>
internal sealed record XlsxTab(string Name, int HeaderRow);
