using System.Text;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// Which cells of a list are written for fonts of the time before Unicode. A whole column is told once; offices also paste a few rows from
/// old files between others typed anew, so every cell is judged: by the letters that only Unicode has, by its font, by its column, and by
/// itself.
/// </summary>
internal sealed class Fonts
{
    private readonly Dictionary<int, LegacyEncoding> _columns;
    private readonly HashSet<int> _texts;
    private readonly bool _isAgreed;

    private Fonts(Dictionary<int, LegacyEncoding> columns, IEnumerable<int> texts, bool isAgreed) =>
        (_columns, _texts, _isAgreed) = (columns, [.. texts], isAgreed);

    /// <summary>Nothing is converted: for what was typed into a page.</summary>
    public static Fonts AsWritten { get; } = new([], [], isAgreed: true);

    /// <summary>In Vietnamese, what was converted; null where nothing was.</summary>
    public string? Note => _columns.Count == 0
        ? null
        : "Đã chuyển sang Unicode các cột viết bằng phông chữ cũ: "
            + string.Join(", ", _columns.Select(pair => $"{SheetRow.ColumnName(pair.Key)} ({Name(pair.Value)})")) + ".";

    /// <summary>Looks at the text columns of the sample; refuses where a person must agree first.</summary>
    public static ErrorOr<Fonts> Find(ListContext context, int headerRow, IEnumerable<int> textColumns)
    {
        if (context.Options.Legacy == LegacyHandling.Keep)
            return AsWritten;

        var texts = textColumns.Distinct().ToList();
        var rows = context.Source.Sample.Where(row => row.Number > headerRow).ToList();
        var found = texts
            .Select(column => (Column: column, Detection: LegacyText.Detect(rows.Select(row => row[column].Text)))).ToList();
        var legacy = found.Where(item => IsLegacy(item.Detection.Encoding)).ToList();
        // Where cells say their fonts themselves, a column of both kinds is left to its cells.
        var cellsTell = rows.Any(row => texts.Exists(column => row[column].Font != CellFont.Ordinary));
        var encoding = legacy.Count > 0
            ? legacy.MaxBy(item => item.Detection.Evidence).Detection.Encoding
            : !cellsTell && found.Any(item => item.Detection.Encoding == LegacyEncoding.Undecided)
                ? OfFonts(context.LegacyFonts)
                : LegacyEncoding.Unicode;
        var agreed = context.Options.Legacy == LegacyHandling.Convert;
        if (encoding == LegacyEncoding.Unicode)
            return new Fonts([], texts, agreed);

        // A column that speaks for nothing by itself goes with the others; one that is Unicode stays.
        var columns = found.Where(item => IsLegacy(item.Detection.Encoding)
                || (item.Detection.Encoding == LegacyEncoding.Undecided && !cellsTell))
            .ToDictionary(item => item.Column, item => IsLegacy(item.Detection.Encoding) ? item.Detection.Encoding : encoding);
        return agreed ? new Fonts(columns, texts, agreed) : Refusal(rows, columns);
    }

    /// <summary>The text of a cell in Unicode, and what to say of it where it was or would be converted alone among its column.</summary>
    public (string Text, FontFinding? Finding) Read(int column, SheetRow row)
    {
        var cell = row[column];
        var encoding = EncodingOf(column, row);
        if (encoding == LegacyEncoding.Unicode)
            return (cell.Text, null);

        var decoded = LegacyText.Decode(cell.Text, encoding);
        if (_columns.ContainsKey(column) || VietnameseText.Normalize(decoded) == VietnameseText.Normalize(cell.Text))
            return (decoded, null);
        var shown = VietnameseText.Normalize(decoded);
        return _isAgreed
            ? (decoded, new FontFinding($"Đã chuyển từ phông chữ cũ {Name(encoding)}: “{shown}”.", Blocks: false))
            : (cell.Text, new FontFinding(
                $"Ô này viết bằng phông chữ cũ {Name(encoding)}, đọc thành “{shown}”. "
                    + "Nếu đọc như vậy là đúng, đồng chí nhập lại tệp và chọn chuyển phông chữ.", Blocks: true));
    }

    /// <summary>What is converted in a row.</summary>
    public IEnumerable<FontSample> Changed(SheetRow row) =>
        from column in _texts
        let read = _isAgreed ? Read(column, row).Text : row[column].Text
        where read != row[column].Text
        select new FontSample(row[column].Text.Trim(), VietnameseText.Normalize(read));

    private LegacyEncoding EncodingOf(int column, SheetRow row)
    {
        var cell = row[column];
        if (!_texts.Contains(column) || Ascii.IsValid(cell.Text) || LegacyText.IsSurelyUnicode(cell.Text))
            return LegacyEncoding.Unicode;
        if (cell.Font != CellFont.Ordinary)
            return cell.Font == CellFont.Tcvn3 ? LegacyEncoding.Tcvn3 : LegacyEncoding.Vni;
        if (_columns.TryGetValue(column, out var encoding))
            return encoding;
        // Rows are pasted whole: a cell that speaks for nothing by itself goes with what its neighbours say.
        return _texts.Prepend(column).Select(at => Alone(row[at])).FirstOrDefault(IsLegacy, LegacyEncoding.Unicode);
    }

    private static LegacyEncoding Alone(SheetCell cell) =>
        cell.Kind != SheetCellKind.Text || Ascii.IsValid(cell.Text) || LegacyText.IsSurelyUnicode(cell.Text)
            ? LegacyEncoding.Unicode
            : LegacyText.Detect([cell.Text]).Encoding;

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

/// <summary>What is to be said of one cell in an old font.</summary>
internal sealed record FontFinding(string Reason, bool Blocks);
