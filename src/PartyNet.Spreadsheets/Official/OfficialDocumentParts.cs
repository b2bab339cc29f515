using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets.Official;

/// <summary>How a paragraph of an official document looks.</summary>
internal enum PaperStyle
{
    Line,
    BoldLine,
    UnderlinedLine,
    SlantedLine,
    Title,
    Closing,
    Header,
    Cell,
    Number,
    Footer,
}

/// <summary>Pieces of an official document, as the Open XML SDK has them.</summary>
internal static class OfficialDocumentParts
{
    private const double PointsInInch = 72;
    private const double MillimetresInInch = 25.4;
    private const int TwipsInPoint = 20;
    private const double LineSize = 13;
    private const double TitleSize = 14;
    private const double FooterSize = 8;

    public static int Twips(double points) => (int)Math.Floor(points * TwipsInPoint);

    /// <summary>A4 across with the margins of a party document.</summary>
    public static SectionProperties Section(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = (uint)Millimetres(297), Height = (uint)Millimetres(210), Orient = PageOrientationValues.Landscape },
        new PageMargin
        {
            Top = Millimetres(20),
            Bottom = Millimetres(20),
            Left = (uint)Millimetres(30),
            Right = (uint)Millimetres(15),
            Header = (uint)Millimetres(10),
            Footer = (uint)Millimetres(10),
            Gutter = 0,
        });

    public static void AddStyles(MainDocumentPart main, double cellSize)
    {
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = Font, HighAnsi = Font, ComplexScript = Font, EastAsia = Font },
                    new FontSize { Val = HalfPoints(LineSize) },
                    new Languages { Val = "vi-VN" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Before = "0", After = "0" }))));
        foreach (var style in Enum.GetValues<PaperStyle>())
            styles.Append(StyleOf(style, cellSize));
        main.AddNewPart<StyleDefinitionsPart>().Styles = styles;
    }

    /// <returns>Id of the relationship.</returns>
    public static string AddFooter(MainDocumentPart main, string words)
    {
        var part = main.AddNewPart<FooterPart>();
        var right = Twips(PaperFit.PageWidth);
        part.Footer = new Footer(new Paragraph(
            new ParagraphProperties(
                new ParagraphStyleId { Val = PaperStyle.Footer.ToString() },
                new Tabs(new TabStop { Val = TabStopValues.Right, Position = right })),
            Run(words),
            new Run(new TabChar()),
            Run("Trang "),
            new SimpleField(Run("1")) { Instruction = "PAGE" },
            Run("/"),
            new SimpleField(Run("1")) { Instruction = "NUMPAGES" }));
        return main.GetIdOfPart(part);
    }

    /// <param name="keep">Stays on the page of what follows.</param>
    public static Paragraph Paragraph(string words, PaperStyle style, bool keep = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style.ToString() });
        if (keep)
            properties.Append(new KeepNext());
        var paragraph = new Paragraph(properties);
        var lines = words.Length == 0 ? [] : words.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                paragraph.Append(new Run(new Break()));
            paragraph.Append(Run(lines[i]));
        }

        return paragraph;
    }

    public static TableProperties TableLook(bool bordered) => new(
        new TableWidth { Width = Text(Twips(PaperFit.PageWidth)), Type = TableWidthUnitValues.Dxa },
        bordered ? Borders() : new TableBorders(),
        new TableLayout { Type = TableLayoutValues.Fixed },
        new TableCellMarginDefault(
            new TableCellLeftMargin { Width = 40, Type = TableWidthValues.Dxa },
            new TableCellRightMargin { Width = 40, Type = TableWidthValues.Dxa }));

    public static TableGrid Grid(IReadOnlyList<int> widths) => new(widths.Select(width => new GridColumn { Width = Text(width) }));

    /// <param name="isHeader">Repeats on each page.</param>
    public static TableRowProperties RowLook(bool isHeader = false)
    {
        var look = new TableRowProperties(new CantSplit());
        if (isHeader)
            look.Append(new TableHeader());
        return look;
    }

    public static TableCell Cell(int width, params Paragraph[] paragraphs)
    {
        var cell = new TableCell(new TableCellProperties(
            new TableCellWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa },
            new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }));
        cell.Append(paragraphs);
        return cell;
    }

    /// <summary>Two halves of the page side by side, a row for each pair of blocks.</summary>
    public static Table Sides(params IEnumerable<(PaperLines Left, PaperLines Right)> rows)
    {
        int[] halves = [Twips(PaperFit.PageWidth / 2), Twips(PaperFit.PageWidth / 2)];
        var table = new Table(TableLook(bordered: false), Grid(halves));
        foreach (var (left, right) in rows)
            table.Append(new TableRow(RowLook(), Half(left), Half(right)));
        return table;

        TableCell Half(PaperLines lines)
        {
            var cell = new TableCell(new TableCellProperties(
                new TableCellWidth { Width = Text(halves[0]), Type = TableWidthUnitValues.Dxa }));
            cell.Append(Shown(lines, keep: false));
            return cell;
        }
    }

    /// <summary>A cell without borders over several columns.</summary>
    /// <param name="isUnderTable">The border above it is that of the rows above.</param>
    public static TableCell Open(IReadOnlyList<int> widths, PaperLines lines, bool keep, bool isUnderTable)
    {
        var above = new TopBorder { Val = isUnderTable ? BorderValues.Single : BorderValues.Nil, Size = isUnderTable ? 4u : 0 };
        var cell = new TableCell(new TableCellProperties(
            new TableCellWidth { Width = Text(widths.Sum()), Type = TableWidthUnitValues.Dxa },
            new GridSpan { Val = widths.Count },
            new TableCellBorders(
                above,
                new LeftBorder { Val = BorderValues.Nil },
                new BottomBorder { Val = BorderValues.Nil },
                new RightBorder { Val = BorderValues.Nil },
                new InsideHorizontalBorder { Val = BorderValues.Nil },
                new InsideVerticalBorder { Val = BorderValues.Nil })));
        cell.Append(Shown(lines, keep));
        return cell;
    }

    public static TableRowHeight RoomToSign() => new() { Val = (uint)Twips(60), HeightType = HeightRuleValues.Exact };

    /// <summary>Lines that are empty are left out, but a cell holds one at least.</summary>
    private static Paragraph[] Shown(PaperLines lines, bool keep) =>
    [
        .. lines.Where(line => line.Words.Length > 0).DefaultIfEmpty((Words: "", Style: PaperStyle.Line))
            .Select(line => Paragraph(line.Words, line.Style, keep)),
    ];

    private const string Font = "Times New Roman";

    private static Style StyleOf(PaperStyle style, double cellSize)
    {
        var (size, isBold, isSlanted) = style switch
        {
            PaperStyle.Line => (LineSize, false, false),
            PaperStyle.BoldLine or PaperStyle.UnderlinedLine => (LineSize, true, false),
            PaperStyle.SlantedLine => (LineSize, false, true),
            PaperStyle.Title => (TitleSize, true, false),
            PaperStyle.Closing => (LineSize, false, true),
            PaperStyle.Header => (cellSize, true, false),
            PaperStyle.Cell or PaperStyle.Number => (cellSize, false, false),
            PaperStyle.Footer => (FooterSize, false, false),
        };
        var isLeft = style is PaperStyle.Cell or PaperStyle.Closing or PaperStyle.Footer;
        var around = style == PaperStyle.Closing ? "120" : "0";
        var run = new StyleRunProperties();
        if (isBold)
            run.Append(new Bold());
        if (isSlanted)
            run.Append(new Italic());
        run.Append(new FontSize { Val = HalfPoints(size) });
        if (style == PaperStyle.UnderlinedLine)
            run.Append(new Underline { Val = UnderlineValues.Single });
        return new Style(
            new StyleName { Val = style.ToString() },
            new StyleParagraphProperties(
                new SpacingBetweenLines { Before = around, After = around },
                new Justification { Val = isLeft ? JustificationValues.Left : JustificationValues.Center }),
            run)
        {
            Type = StyleValues.Paragraph,
            StyleId = style.ToString(),
            Default = style == PaperStyle.Line,
            CustomStyle = true,
        };
    }

    private static TableBorders Borders()
    {
        static T Line<T>()
            where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4 };
        return new TableBorders(
            Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(),
            Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>());
    }

    private static Run Run(string words) => new(new Text(CellText.InXml(words)) { Space = SpaceProcessingModeValues.Preserve });

    private static int Millimetres(double millimetres) =>
        (int)Math.Round(millimetres / MillimetresInInch * PointsInInch * TwipsInPoint);

    private static string HalfPoints(double points) => Text((int)(points * 2));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Lines one below the other.</summary>
internal sealed class PaperLines : List<(string Words, PaperStyle Style)>;
