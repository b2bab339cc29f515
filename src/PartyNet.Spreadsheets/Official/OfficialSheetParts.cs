using System.Globalization;

namespace PartyNet.Spreadsheets.Official;

/// <summary>Fixed parts of an official list as a workbook (ECMA-376), in the order of the schema.</summary>
internal static class OfficialSheetParts
{
    public static ReadOnlySpan<byte> Text => "1"u8;
    public static ReadOnlySpan<byte> Number => "2"u8;
    public static ReadOnlySpan<byte> Header => "3"u8;
    public static ReadOnlySpan<byte> Line => "4"u8;
    public static ReadOnlySpan<byte> BoldLine => "5"u8;
    public static ReadOnlySpan<byte> UnderlinedLine => "6"u8;
    public static ReadOnlySpan<byte> SlantedLine => "7"u8;
    public static ReadOnlySpan<byte> Title => "8"u8;
    public static ReadOnlySpan<byte> Closing => "9"u8;

    /// <summary>Sizes of the type, in points.</summary>
    public const double LineSize = 12;
    public const double TitleSize = 14;
    public const double ClosingSize = 11;

    /// <summary>Width of a character in columns: of a digit in the first font, in points.</summary>
    public const double Character = 6;

    /// <summary>The first font is what columns are measured in: in this size a digit takes exactly eight pixels everywhere.</summary>
    public static string Styles(double size) => string.Create(CultureInfo.InvariantCulture, $"""
        {XlsxParts.Declaration}<styleSheet xmlns="{XlsxParts.Main}">
        <fonts count="8">
        {Font("", LineSize)}{Font("", size)}{Font("<b/>", size)}{Font("<b/>", LineSize)}{Font("<b/><u/>", LineSize)}
        {Font("<i/>", LineSize)}{Font("<b/>", TitleSize)}{Font("<i/>", ClosingSize)}
        </fonts>
        <fills count="2">
        <fill><patternFill patternType="none"/></fill>
        <fill><patternFill patternType="gray125"/></fill>
        </fills>
        <borders count="2">
        <border><left/><right/><top/><bottom/><diagonal/></border>
        <border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>
        </borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="10">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        {Cell(49, 1, 1, "left")}{Cell(1, 1, 1, "center")}{Cell(49, 2, 1, "center")}{Cell(49, 0, 0, "center")}{Cell(49, 3, 0, "center")}
        {Cell(49, 4, 0, "center")}{Cell(49, 5, 0, "center")}{Cell(49, 6, 0, "center")}{Cell(49, 7, 0, "left")}
        </cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """);

    public static void WriteStart(Utf8Text text, IEnumerable<double> widths)
    {
        text.Append($"""
            {XlsxParts.Declaration}<worksheet xmlns="{XlsxParts.Main}">
            <sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews><cols>
            """);
        var column = 0;
        foreach (var width in widths)
        {
            column++;
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"""<col min="{column}" max="{column}" width="{width / Character:0.##}" customWidth="1"/>"""));
        }

        text.Append("</cols><sheetData>"u8);
    }

    /// <param name="merged">Ranges such as <c>A1:C1</c>.</param>
    /// <param name="breaks">Numbers of the rows that begin a page.</param>
    public static void WriteEnd(Utf8Text text, IReadOnlyList<string> merged, string pageFooter, IReadOnlyList<int> breaks)
    {
        text.Append($"""</sheetData><mergeCells count="{merged.Count}">""");
        foreach (var range in merged)
            text.Append($"""<mergeCell ref="{range}"/>""");
        text.Append("</mergeCells>"u8);
        text.Append("""
            <printOptions horizontalCentered="1"/>
            <pageMargins left="1.1811" right="0.5906" top="0.7874" bottom="0.7874" header="0.3937" footer="0.3937"/>
            <pageSetup paperSize="9" orientation="landscape"/>
            <headerFooter><oddFooter>
            """u8);
        text.AppendXml(XlsxParts.PageFooter(pageFooter));
        text.Append("</oddFooter></headerFooter>"u8);
        if (breaks.Count == 0)
        {
            text.Append("</worksheet>"u8);
            return;
        }

        text.Append($"""<rowBreaks count="{breaks.Count}" manualBreakCount="{breaks.Count}">""");
        foreach (var row in breaks)
            text.Append($"""<brk id="{row - 1}" max="16383" man="1"/>""");
        text.Append("</rowBreaks></worksheet>"u8);
    }

    private static string Font(string face, double size) =>
        string.Create(CultureInfo.InvariantCulture, $"""<font>{face}<sz val="{size}"/><name val="Times New Roman"/></font>""");

    private static string Cell(int format, int font, int border, string horizontal) =>
        $"""
        <xf numFmtId="{format}" fontId="{font}" fillId="0" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">
        <alignment horizontal="{horizontal}" vertical="center" wrapText="1"/></xf>
        """;
}
