using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>A cell that leads somewhere.</summary>
/// <param name="Row">In its sheet, from 1.</param>
/// <param name="Address">As it stands in the part that says where links lead, in ASCII.</param>
internal readonly record struct XlsxLink(int Column, int Row, string Address)
{
    /// <summary>Not every program reads an address with letters of other scripts; of its signs one is special there.</summary>
    public static XlsxLink To(string address, int column, int row) =>
        new(column, row, new Uri(address).AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal));
}

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
    /// <summary>Addresses in UTF-8, one after the other, take a third of what texts would.</summary>
    private readonly Utf8Text _addresses = new();
    private readonly List<(int Column, int Row, int Length)> _links = [];
    private volatile int _filled;

    /// <summary>Whether the sheet with this number takes no more; rows of the next one may be composed already.</summary>
    public bool HasFilled(int sheet) => _filled == sheet;

    /// <summary>Takes links of a sheet over and empties their list.</summary>
    public void Add(int sheet, List<XlsxLink> links)
    {
        foreach (var link in links.Take(SheetLink.MostInSheet - _links.Count))
        {
            _addresses.Append(link.Address);
            _links.Add((link.Column, link.Row, link.Address.Length));
        }

        links.Clear();
        if (_links.Count == SheetLink.MostInSheet)
            _filled = sheet;
    }

    public void Clear()
    {
        _addresses.Clear();
        _links.Clear();
    }

    public async ValueTask WriteAsync(XlsxPackage package, byte[][] columnNames, CancellationToken cancellationToken)
    {
        if (_links.Count == 0)
            return;
        var text = package.Text;
        text.Append("<hyperlinks>"u8);
        for (var i = 0; i < _links.Count; i++)
        {
            text.Append("<hyperlink ref=\""u8);
            text.Append(columnNames[_links[i].Column]);
            text.Append(_links[i].Row);
            text.Append("\" r:id=\"rId"u8);
            text.Append(i + 1);
            text.Append("\"/>"u8);
            await package.SendWhereLongAsync(cancellationToken);
        }
        text.Append("</hyperlinks>"u8);
    }

    /// <summary>The part that says where the links lead.</summary>
    public async ValueTask WriteRelationsAsync(XlsxPackage package, CancellationToken cancellationToken)
    {
        if (_links.Count == 0)
            return;
        package.BeginSheetRelations();
        var text = package.Text;
        text.Append($"""{XlsxParts.Declaration}<Relationships xmlns="{XlsxParts.PackageRelationsNamespace}">""");
        var at = 0;
        for (var i = 0; i < _links.Count; i++)
        {
            text.Append("<Relationship Id=\"rId"u8);
            text.Append(i + 1);
            text.Append($"\" Type=\"{XlsxParts.Relations}/hyperlink\" TargetMode=\"External\" Target=\"");
            text.Append(_addresses.Written.Slice(at, _links[i].Length));
            at += _links[i].Length;
            text.Append("\"/>"u8);
            await package.SendWhereLongAsync(cancellationToken);
        }
        text.Append("</Relationships>"u8);
        package.End();
    }
}
