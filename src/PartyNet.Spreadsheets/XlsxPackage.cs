using System.IO.Compression;

namespace PartyNet.Spreadsheets;

/// <summary>The zip of a workbook while its parts are written into it, one after the other.</summary>
internal sealed class XlsxPackage(SheetSink sink) : IDisposable
{
    private readonly ZipArchive _archive = new(sink, ZipArchiveMode.Create, leaveOpen: true);
    private Stream? _part;

    /// <summary>What of the part is composed and not yet in the zip.</summary>
    public Utf8Text Text { get; } = new();

    public void Begin(string name) => _part = _archive.CreateEntry(name, CompressionLevel.Fastest).Open();

    /// <summary>Puts what was composed, here or elsewhere, into the zip.</summary>
    public void Compress(Utf8Text text)
    {
        _part!.Write(text.Written);
        text.Clear();
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
    public void WriteWorkbook(IReadOnlyList<string> sheetNames, int headerRow, string styles)
    {
        Write("xl/workbook.xml", text => XlsxParts.WriteWorkbook(text, sheetNames, headerRow));
        Write("xl/_rels/workbook.xml.rels", text => XlsxParts.WriteWorkbookRelations(text, sheetNames.Count));
        Write("xl/styles.xml", text => text.Append(styles));
        Write("_rels/.rels", text => text.Append(XlsxParts.PackageRelations));
        Write("[Content_Types].xml", text => XlsxParts.WriteContentTypes(text, sheetNames.Count));
    }

    /// <summary>Ends the zip with its directory, into the sink.</summary>
    public void Dispose()
    {
        _part?.Dispose();
        _archive.Dispose();
    }
}
