using ErrorOr;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// Which columns of a list are written for fonts of the time before Unicode. Decided column by column: offices paste names from old
/// files beside dates and units typed anew.
/// </summary>
internal sealed class Fonts
{
    private readonly Dictionary<int, LegacyEncoding> _columns;

    private Fonts(Dictionary<int, LegacyEncoding> columns) => _columns = columns;

    /// <summary>Nothing is converted: for what was typed into a page.</summary>
    public static Fonts AsWritten { get; } = new([]);

    /// <summary>In Vietnamese, what was converted; null where nothing was.</summary>
    public string? Note => _columns.Count == 0
        ? null
        : "Đã chuyển sang Unicode các cột viết bằng phông chữ cũ: "
            + string.Join(", ", _columns.Select(pair => $"{SheetRow.ColumnName(pair.Key)} ({Name(pair.Value)})")) + ".";

    /// <summary>Looks at the text columns of the sample; refuses where a person must agree first.</summary>
    public static ErrorOr<Fonts> Find(ListContext context, int headerRow, IEnumerable<int> textColumns)
    {
        if (context.Options.Legacy == LegacyHandling.Keep)
            return new Fonts([]);

        var rows = context.Source.Sample.Where(row => row.Number > headerRow).ToList();
        var found = textColumns.Distinct()
            .Select(column => (Column: column, Detection: LegacyText.Detect(rows.Select(row => row[column].Text)))).ToList();
        var legacy = found.Where(item => IsLegacy(item.Detection.Encoding)).ToList();
        var encoding = legacy.Count > 0
            ? legacy.MaxBy(item => item.Detection.Evidence).Detection.Encoding
            : found.Any(item => item.Detection.Encoding == LegacyEncoding.Undecided)
                ? OfFonts(context.LegacyFonts)
                : LegacyEncoding.Unicode;
        if (encoding == LegacyEncoding.Unicode)
            return new Fonts([]);

        // A column that speaks for nothing by itself goes with the others; one that is Unicode stays.
        var columns = found.Where(item => item.Detection.Encoding != LegacyEncoding.Unicode).ToDictionary(
            item => item.Column, item => IsLegacy(item.Detection.Encoding) ? item.Detection.Encoding : encoding);
        return context.Options.Legacy == LegacyHandling.Convert ? new Fonts(columns) : Refusal(rows, columns);
    }

    public string Decode(int column, string text) =>
        _columns.TryGetValue(column, out var encoding) ? LegacyText.Decode(text, encoding) : text;

    public static SheetRow Decode(SheetRow row, LegacyEncoding encoding) =>
        new(row.Number, [.. Enumerable.Range(0, row.Width).Select(column => Decode(row[column], encoding))]);

    private static SheetCell Decode(SheetCell cell, LegacyEncoding encoding) => cell with { Text = LegacyText.Decode(cell.Text, encoding) };

    private static Error Refusal(IReadOnlyList<SheetRow> rows, Dictionary<int, LegacyEncoding> columns)
    {
        var (column, encoding) = columns.First();
        var example = rows.Select(row => row[column].Text.Trim())
            .First(text => LegacyText.Decode(text, encoding) != VietnameseText.Compose(text));
        return Problem.At(
            SheetErrors.Field,
            $"Tệp dùng phông chữ cũ {Name(encoding)}, không phải Unicode: “{example}” ở cột {SheetRow.ColumnName(column)} "
                + $"đọc thành “{LegacyText.Decode(example, encoding)}”. "
                + "Nếu đọc như vậy là đúng, đồng chí nhập lại tệp và chọn chuyển phông chữ.");
    }

    private static bool IsLegacy(LegacyEncoding encoding) => encoding is LegacyEncoding.Tcvn3 or LegacyEncoding.Vni;

    private static LegacyEncoding OfFonts(IReadOnlyList<string> fonts) => fonts switch
    {
        [] => LegacyEncoding.Unicode,
        [var first, ..] => first.StartsWith('.') ? LegacyEncoding.Tcvn3 : LegacyEncoding.Vni,
    };

    private static string Name(LegacyEncoding encoding) => encoding == LegacyEncoding.Tcvn3 ? "TCVN3 (ABC)" : "VNI";
}
