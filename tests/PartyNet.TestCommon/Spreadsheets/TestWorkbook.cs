using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.TestCommon.Spreadsheets;

/// <summary>
/// Builds workbooks as offices have them, part by part, so that tests can also build them wrong. Cells: a string is text (shared string),
/// an int or double a number, a <see cref="DateOnly"/> a date serial, <see cref="Padded"/> a number with a zero-padding format, null
/// nothing.
/// </summary>
public sealed class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private readonly List<(string Name, byte[] Content)> _extraParts = [];
    private readonly Dictionary<string, string> _replacedParts = [];
    private readonly List<string> _sharedStrings = [];
    private readonly List<string> _merges = [];
    private readonly StringBuilder _rows = new();
    private int _lastRow;

    /// <summary>A number shown with this many digits, zeros in front, as in the format <c>000000000000</c>.</summary>
    public sealed record Padded(double Value);

    public string SheetName { get; init; } = "Danh sách";

    public string FontName { get; init; } = "Times New Roman";

    public static TestWorkbook WithRows(params object?[][] rows)
    {
        var workbook = new TestWorkbook();
        foreach (var row in rows)
            workbook.Row(row);
        return workbook;
    }

    public TestWorkbook Row(params object?[] cells)
    {
        _lastRow++;
        _rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{_lastRow}\">");
        for (var column = 0; column < cells.Length; column++)
            AppendCell(SheetRow.ColumnName(column) + _lastRow.ToString(CultureInfo.InvariantCulture), cells[column]);
        _rows.Append("</row>");
        return this;
    }

    public TestWorkbook EmptyRows(int count)
    {
        _lastRow += count;
        return this;
    }

    /// <summary>Raw content of the sheet's data, for what no office would write.</summary>
    public TestWorkbook RawRows(string xml)
    {
        _rows.Append(xml);
        return this;
    }

    public TestWorkbook Merge(string range)
    {
        _merges.Add(range);
        return this;
    }

    public TestWorkbook Part(string name, byte[] content)
    {
        _extraParts.Add((name, content));
        return this;
    }

    public TestWorkbook Part(string name, string content) => Part(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Puts other content in the place of a standard part.</summary>
    public TestWorkbook Replace(string name, string content)
    {
        _replacedParts[name] = content;
        return this;
    }

    public MemoryStream Build()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts())
                Write(archive, name, Encoding.UTF8.GetBytes(_replacedParts.GetValueOrDefault(name, content)));
            foreach (var (name, content) in _extraParts)
                Write(archive, name, content);
        }
        file.Position = 0;
        return file;
    }

    private static void Write(ZipArchive archive, string name, byte[] content)
    {
        using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(content);
    }

    private IEnumerable<(string Name, string Content)> Parts()
    {
        yield return (
            "[Content_Types].xml",
            $"""<Types xmlns="{Package}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
        );
        yield return (
            "_rels/.rels",
            $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
        );
        yield return (
            "xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{SecurityElement.Escape(SheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>"""
        );
        yield return (
            "xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
        );
        yield return (
            "xl/styles.xml",
            $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000000000"/></numFmts><fonts count="1"><font><name val="{FontName}"/></font></fonts><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"""
        );
        yield return (
            "xl/worksheets/sheet1.xml",
            $"""<worksheet xmlns="{Main}"><sheetData>{_rows}</sheetData>{MergeCells()}</worksheet>"""
        );
        yield return (
            "xl/sharedStrings.xml",
            $"""<sst xmlns="{Main}">{string.Concat(_sharedStrings.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>"""
        );
    }

    private string MergeCells() =>
        _merges.Count == 0 ? "" : $"<mergeCells>{string.Concat(_merges.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>";

    private void AppendCell(string reference, object? cell)
    {
        _rows.Append(CultureInfo.InvariantCulture, $"<c r=\"{reference}\"");
        _rows.Append(cell switch
        {
            null => "/>",
            string text => $" t=\"s\"><v>{SharedString(text)}</v></c>",
            DateOnly date => $" s=\"1\"><v>{date.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)}</v></c>",
            Padded padded => $" s=\"2\"><v>{padded.Value.ToString("R", CultureInfo.InvariantCulture)}</v></c>",
            IFormattable number => $"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
            _ => throw new ArgumentException($"A cell can't hold {cell.GetType().Name}.", nameof(cell)),
        });
    }

    private int SharedString(string text)
    {
        _sharedStrings.Add(text);
        return _sharedStrings.Count - 1;
    }
}
