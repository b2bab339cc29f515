using System.Globalization;

namespace PartyNet.Spreadsheets;

/// <summary>Fixed parts of a workbook (ECMA-376): the elements must stand in the order of the schema, or Excel offers a repair.</summary>
internal static class XlsxParts
{
    public const int MaxSheetRows = 1_048_576;

    private const int LongestSheetName = 31;
    private const int LongestPageFooter = 255;
    internal const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    internal const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    internal const string PackageRelationsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static ReadOnlySpan<byte> TextStyle => "1"u8;
    public static ReadOnlySpan<byte> TitleStyle => "2"u8;
    public static ReadOnlySpan<byte> HeaderStyle => "3"u8;
    public static ReadOnlySpan<byte> FooterStyle => "4"u8;
    public static ReadOnlySpan<byte> NumberStyle => "5"u8;

    /// <summary>Size of the type of the rows, in points.</summary>
    public const double TextSize = 11;

    public const double LineHeight = 14.25;

    public const double TitleHeight = 18;

    /// <summary>Excel knows no higher one.</summary>
    public const double HighestRow = 409.5;

    /// <summary>Number format 49 is Excel's "Text": a code typed over later keeps its leading zeros.</summary>
    public static string Styles { get; } = $"""
        {Declaration}<styleSheet xmlns="{Main}">
        <fonts count="4">
        <font><sz val="11"/><name val="Times New Roman"/></font>
        <font><b/><sz val="13"/><name val="Times New Roman"/></font>
        <font><b/><sz val="11"/><name val="Times New Roman"/></font>
        <font><i/><sz val="10"/><name val="Times New Roman"/></font>
        </fonts>
        <fills count="3">
        <fill><patternFill patternType="none"/></fill>
        <fill><patternFill patternType="gray125"/></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill></fill>
        </fills>
        <borders count="2">
        <border><left/><right/><top/><bottom/><diagonal/></border>
        <border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>
        </borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="6">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">
        <alignment vertical="top" wrapText="1"/></xf>
        <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">
        <alignment horizontal="center"/></xf>
        <xf numFmtId="49" fontId="2" fillId="2" borderId="1" xfId="0"
        applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">
        <alignment horizontal="center" vertical="center" wrapText="1"/></xf>
        <xf numFmtId="49" fontId="3" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
        <xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">
        <alignment horizontal="center" vertical="top"/></xf>
        </cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """;

    public static string PackageRelations { get; } = $"""
        {Declaration}<Relationships xmlns="{PackageRelationsNamespace}">
        <Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>
        </Relationships>
        """;

    /// <summary>Room for text in a column of so many characters, in points; bold text takes it, too.</summary>
    public static double RoomIn(double width) => ((width * 5.25) - 5) / 1.04;

    /// <summary>A name that Excel accepts for the tab of the sheet with this 1-based number.</summary>
    public static string SheetName(string name, int number)
    {
        var suffix = number == 1 ? "" : $" ({number})";
        var clean = string.Concat(name.Select(c => char.IsControl(c) || "[]:*?/\\".Contains(c, StringComparison.Ordinal) ? ' ' : c))
            .Trim(' ', '\'');
        return clean[..Math.Min(clean.Length, LongestSheetName - suffix.Length)].TrimEnd() + suffix;
    }

    public static void WriteSheetStart(Utf8Text text, int headerRow, IEnumerable<double> widths)
    {
        text.Append($"""
            {Declaration}<worksheet xmlns="{Main}" xmlns:r="{Relations}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
            <sheetViews><sheetView workbookViewId="0">
            <pane ySplit="{headerRow}" topLeftCell="A{headerRow + 1}" activePane="bottomLeft" state="frozen"/>
            </sheetView></sheetViews><cols>
            """);
        var column = 0;
        foreach (var width in widths)
        {
            column++;
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"""<col min="{column}" max="{column}" width="{width}" style="1" customWidth="1"/>"""));
        }
        text.Append("</cols><sheetData>"u8);
    }

    public static void WriteRowsEnd(Utf8Text text, IReadOnlyList<string> merged)
    {
        text.Append("</sheetData>"u8);
        if (merged.Count > 0)
        {
            text.Append($"""<mergeCells count="{merged.Count}">""");
            foreach (var range in merged)
                text.Append($"""<mergeCell ref="{range}"/>""");
            text.Append("</mergeCells>"u8);
        }
    }

    /// <summary>What stands behind the links.</summary>
    public static void WriteSheetEnd(Utf8Text text, string lastColumn, string watermark)
    {
        text.Append("""
            <printOptions gridLines="1"/>
            <pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>
            <pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>
            <headerFooter><oddFooter>
            """u8);
        text.AppendXml(PageFooter(watermark));
        text.Append($"""
            </oddFooter></headerFooter>
            <ignoredErrors><ignoredError sqref="A1:{lastColumn}{MaxSheetRows}" numberStoredAsText="1"/></ignoredErrors>
            </worksheet>
            """);
    }

    public static void WriteWorkbook(Utf8Text text, IReadOnlyList<XlsxTab> sheets)
    {
        text.Append($"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>""");
        for (var i = 0; i < sheets.Count; i++)
        {
            text.Append("<sheet name=\""u8);
            text.AppendXml(sheets[i].Name);
            text.Append($"\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>");
        }
        text.Append("</sheets><definedNames>"u8);
        for (var i = 0; i < sheets.Count; i++)
        {
            text.Append($"""<definedName name="_xlnm.Print_Titles" localSheetId="{i}">'""");
            text.AppendXml(sheets[i].Name.Replace("'", "''", StringComparison.Ordinal));
            text.Append($"'!${sheets[i].HeaderRow}:${sheets[i].HeaderRow}</definedName>");
        }
        text.Append("</definedNames></workbook>"u8);
    }

    public static void WriteWorkbookRelations(Utf8Text text, int sheets)
    {
        text.Append($"""{Declaration}<Relationships xmlns="{PackageRelationsNamespace}">""");
        for (var i = 1; i <= sheets; i++)
            text.Append($"""<Relationship Id="rId{i}" Type="{Relations}/worksheet" Target="worksheets/sheet{i}.xml"/>""");
        text.Append($"""<Relationship Id="rId{sheets + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
    }

    public static void WriteContentTypes(Utf8Text text, int sheets)
    {
        const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        text.Append($"""
            {Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Type}.sheet.main+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Type}.styles+xml"/>
            """);
        for (var i = 1; i <= sheets; i++)
            text.Append($"""<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{Type}.worksheet+xml"/>""");
        text.Append("</Types>"u8);
    }

    /// <summary>The ampersand begins a code in page footers, so the text's own is doubled.</summary>
    public static string PageFooter(string watermark)
    {
        // In a small size, which a number at the beginning of the text would otherwise lengthen.
        const string Small = "&8 ";
        const string PageNumber = $"&R{Small}Trang &P/&N";
        var room = LongestPageFooter - PageNumber.Length - Small.Length - 2;
        var text = watermark.ReplaceLineEndings(" ").Replace("&", "&&", StringComparison.Ordinal);
        if (text.Length > room)
            text = text[..room].TrimEnd('&');
        return "&L" + Small + text + PageNumber;
    }
}
