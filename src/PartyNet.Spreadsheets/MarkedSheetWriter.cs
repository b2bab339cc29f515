using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <inheritdoc cref="IMarkedSheetWriter"/>
internal sealed class MarkedSheetWriter : IMarkedSheetWriter
{
    private const double ColumnWidth = 16;
    private const double LastColumnWidth = 60;

    private static ReadOnlySpan<byte> MarkedStyle => "6"u8;

    /// <summary>As other sheets, and a style that is yellow.</summary>
    private static readonly string Styles = XlsxParts.Styles
        .Replace("<fills count=\"3\">", "<fills count=\"4\">", StringComparison.Ordinal)
        .Replace(
            "</fills>",
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFE699\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>",
            StringComparison.Ordinal)
        .Replace("<cellXfs count=\"6\">", "<cellXfs count=\"7\">", StringComparison.Ordinal)
        .Replace(
            "</cellXfs>",
            "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"3\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyFill=\"1\""
                + " applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs>",
            StringComparison.Ordinal);

    public byte[] Write(IReadOnlyList<MarkedSheet> sheets)
    {
        using var file = new MemoryStream();
        using var sink = new SheetSink(file);
        using (var package = new XlsxPackage(sink))
        {
            foreach (var sheet in sheets)
            {
                package.BeginSheet();
                Write(package, sheet);
                package.EndSheet(XlsxParts.SheetName(sheet.Name, 1), Math.Max(1, sheet.HeaderRows));
            }

            package.WriteWorkbook(Styles);
        }

        sink.DrainAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return file.ToArray();
    }

    private static void Write(XlsxPackage package, MarkedSheet sheet)
    {
        var width = Math.Max(1, sheet.Rows.Count == 0 ? 1 : sheet.Rows.Max(row => row.Count));
        var columnNames = XlsxRow.ColumnNames(width);
        XlsxParts.WriteSheetStart(
            package.Text, Math.Max(1, sheet.HeaderRows),
            Enumerable.Range(0, width).Select(column => column == width - 1 ? LastColumnWidth : ColumnWidth));
        for (var number = 1; number <= sheet.Rows.Count; number++)
        {
            var row = new XlsxRow(package.Text, columnNames, number, height: null);
            var cells = sheet.Rows[number - 1];
            for (var column = 0; column < cells.Count; column++)
            {
                var (text, isMarked, _) = cells[column];
                var style = isMarked ? MarkedStyle : number <= sheet.HeaderRows ? XlsxParts.HeaderStyle : XlsxParts.TextStyle;
                if (text.Length > 0)
                    row.WriteCell(column, style, text);
                else if (isMarked)
                    row.WriteEmpty(column, style);
            }

            row.End();
            package.Compress(package.Text);
        }

        XlsxParts.WriteRowsEnd(package.Text, Merged(sheet.Rows));
        XlsxParts.WriteSheetEnd(package.Text, SheetRow.ColumnName(width - 1), watermark: sheet.Name);
    }

    private static List<string> Merged(IReadOnlyList<IReadOnlyList<MarkedCell>> rows)
    {
        var ranges = new List<string>();
        for (var number = 1; number <= rows.Count; number++)
        {
            var cells = rows[number - 1];
            for (var (first, column) = (0, 1); column <= cells.Count; column++)
            {
                if (column < cells.Count && cells[column].GoesOn)
                    continue;
                if (column - first > 1)
                    ranges.Add($"{SheetRow.ColumnName(first)}{number}:{SheetRow.ColumnName(column - 1)}{number}");
                first = column;
            }
        }

        return ranges;
    }
}
