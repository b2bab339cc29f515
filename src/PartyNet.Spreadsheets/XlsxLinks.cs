using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>A cell that leads somewhere.</summary>
/// <param name="Row">In its sheet, from 1.</param>
internal readonly record struct XlsxLink(int Column, int Row, string Address);

/// <summary>Rows composed by one thread, with the links in them.</summary>
internal sealed class XlsxRows
{
    public Utf8Text Text { get; } = new();

    public List<XlsxLink> Links { get; } = [];
}

/// <summary>
/// The links of one sheet. They stand behind its rows, and where they lead in a part of its own, so they are kept until then: the first
/// ones, as many as Excel opens without trouble. Further cells show their text alone.
/// </summary>
internal sealed class XlsxLinks
{
    private readonly List<XlsxLink> _links = [];

    public int Count => _links.Count;

    /// <summary>Takes links over and empties their list.</summary>
    public void Add(List<XlsxLink> links)
    {
        _links.AddRange(links.Take(SheetLink.MostInSheet - _links.Count));
        links.Clear();
    }

    public void Clear() => _links.Clear();

    public void WriteTo(Utf8Text text, byte[][] columnNames)
    {
        if (_links.Count == 0)
            return;
        text.Append("<hyperlinks>"u8);
        for (var i = 0; i < _links.Count; i++)
        {
            text.Append("<hyperlink ref=\""u8);
            text.Append(columnNames[_links[i].Column]);
            text.Append(_links[i].Row);
            text.Append("\" r:id=\"rId"u8);
            text.Append(i + 1);
            text.Append("\"/>"u8);
        }
        text.Append("</hyperlinks>"u8);
    }

    public void WriteRelations(Utf8Text text)
    {
        text.Append($"""{XlsxParts.Declaration}<Relationships xmlns="{XlsxParts.PackageRelationsNamespace}">""");
        for (var i = 0; i < _links.Count; i++)
        {
            text.Append("<Relationship Id=\"rId"u8);
            text.Append(i + 1);
            text.Append($"\" Type=\"{XlsxParts.Relations}/hyperlink\" TargetMode=\"External\" Target=\"");
            // In ASCII, since not every program reads an address with letters of other scripts; of its signs one is special here.
            text.Append(new Uri(_links[i].Address).AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal));
            text.Append("\"/>"u8);
        }
        text.Append("</Relationships>"u8);
    }
}
