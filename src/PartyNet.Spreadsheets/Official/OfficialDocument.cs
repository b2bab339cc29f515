using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets.Official;

/// <summary>
/// An official list as a document for Word. The body is written element by element; the package is in memory until it is sent, so the
/// list must be of bounded length.
/// </summary>
internal sealed class OfficialDocument<T>(OfficialList<T> list)
{
    private readonly PaperFit _fit = PaperFit.Of([.. list.Columns.Select(column => column.Width)]);

    private IReadOnlyList<int> Widths => field ??= [.. _fit.Widths.Select(OfficialDocumentParts.Twips)];

    public async Task<long> WriteAsync(SheetSink sink, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        using var package = new MemoryStream();
        long count;
        using (var document = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            OfficialDocumentParts.AddStyles(main, _fit.FontSize);
            var footer = OfficialDocumentParts.AddFooter(main, list.PageFooter);
            using var writer = OpenXmlWriter.Create(main);
            writer.WriteStartElement(new Document());
            writer.WriteStartElement(new Body());
            WriteHeading(writer);
            count = await WriteTableAsync(writer, rows, cancellationToken);
            writer.WriteElement(OfficialDocumentParts.Section(footer));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        sink.Write(package.GetBuffer().AsSpan(0, (int)package.Length));
        return count;
    }

    private void WriteHeading(OpenXmlWriter writer)
    {
        var heading = list.Heading;
        if (!heading.IsLeftOut)
            WriteBlock(writer, heading);
        writer.WriteElement(OfficialDocumentParts.Paragraph(heading.Title, PaperStyle.Title));
        writer.WriteElement(OfficialDocumentParts.Paragraph(heading.Subject, PaperStyle.BoldLine));
        writer.WriteElement(OfficialDocumentParts.Paragraph("-----", PaperStyle.Line));
    }

    private static void WriteBlock(OpenXmlWriter writer, OfficialHeading heading)
    {
        writer.WriteElement(OfficialDocumentParts.Sides(
            (
                [(heading.Superior, PaperStyle.Line), (heading.Organisation, PaperStyle.BoldLine), ("*", PaperStyle.Line)],
                [(OfficialHeading.Party, PaperStyle.UnderlinedLine)]
            ),
            (
                [(heading.Number, PaperStyle.Line), (heading.Mark, PaperStyle.BoldLine)],
                [(heading.PlaceAndDay, PaperStyle.SlantedLine)]
            )));
        writer.WriteElement(OfficialDocumentParts.Paragraph("", PaperStyle.Line));
    }

    private async Task<long> WriteTableAsync(OpenXmlWriter writer, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        writer.WriteStartElement(new Table());
        writer.WriteElement(OfficialDocumentParts.TableLook(bordered: true));
        writer.WriteElement(OfficialDocumentParts.Grid(Widths));
        writer.WriteElement(Row([.. list.Columns.Select(column => column.Header)], _ => PaperStyle.Header, isHeader: true, keep: true));
        long count = 0;
        await foreach (var (row, number, isLast) in rows.WithEnd(cancellationToken))
        {
            count = number;
            writer.WriteElement(Row(OfficialRow.Cells(list.Columns, row, number), StyleOf, isHeader: false, keep: isLast));
        }

        foreach (var row in End(count))
            writer.WriteElement(row);
        writer.WriteEndElement();
        return count;

        PaperStyle StyleOf(int column) => list.Columns[column].Counts ? PaperStyle.Number : PaperStyle.Cell;
    }

    private TableRow Row(string[] cells, Func<int, PaperStyle> style, bool isHeader, bool keep)
    {
        var row = new TableRow(OfficialDocumentParts.RowLook(isHeader));
        for (var column = 0; column < cells.Length; column++)
            row.Append(OfficialDocumentParts.Cell(Widths[column], OfficialDocumentParts.Paragraph(cells[column], style(column), keep)));
        return row;
    }

    /// <summary>
    /// What closes the list, and the signatures: rows of the same table without borders, because that keeps them on the page of its last
    /// rows in every program.
    /// </summary>
    private IEnumerable<TableRow> End(long count)
    {
        var isFirst = true;
        foreach (var line in list.Closing(count))
        {
            yield return Open(isLast: false, (0, Widths.Count, [(line, PaperStyle.Closing)]));
            isFirst = false;
        }

        var signed = list.Signatures;
        yield return Signed(
            [(OfficialSignatures.Preparer, PaperStyle.BoldLine)],
            [(signed.OnBehalfOf, PaperStyle.BoldLine), (signed.Position, PaperStyle.Line)],
            isLast: false);
        var room = Signed([], [], isLast: false);
        room.TableRowProperties!.Append(OfficialDocumentParts.RoomToSign());
        yield return room;
        yield return Signed([(signed.PreparedBy, PaperStyle.BoldLine)], [(signed.Name, PaperStyle.BoldLine)], isLast: true);

        TableRow Signed(PaperLines left, PaperLines right, bool isLast) =>
            Open(isLast, (0, _fit.Half, left), (_fit.Half, Widths.Count, right));

        TableRow Open(bool isLast, params IEnumerable<(int From, int To, PaperLines Lines)> cells)
        {
            var row = new TableRow(OfficialDocumentParts.RowLook());
            foreach (var (from, to, lines) in cells)
            {
                var widths = Widths.Skip(from).Take(to - from).ToList();
                row.Append(OfficialDocumentParts.Open(widths, lines, keep: !isLast, isUnderTable: isFirst));
            }

            return row;
        }
    }
}
