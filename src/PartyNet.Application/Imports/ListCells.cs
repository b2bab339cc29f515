using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>The cells of one row by what they mean, normalised, and the problems found in them.</summary>
internal sealed class ListCells(SheetRow row, ListHeader header, Fonts fonts, DateOnly today, DateOrders? orders = null)
{
    // A day so long ago is the look of a small number in a cell of dates.
    private static readonly DateOnly EarliestDay = new(1906, 1, 1);

    // Asked several times: what a row is, then what it says.
    private readonly string?[] _texts = new string?[row.Width];
    private Dictionary<int, (string First, string Second)>? _halves;
    private List<CellProblem>? _problems;
    private HashSet<int>? _judged;

    /// <summary>From left to right, as they stand in the sheet.</summary>
    public IReadOnlyList<CellProblem> Problems => _problems is null ? [] : [.. _problems.OrderBy(problem => problem.Column)];

    public int Number => row.Number;

    /// <summary>The day of the import.</summary>
    public DateOnly Today => today;

    /// <summary>The first cell of the column that holds something: normalised text, or null.</summary>
    public string? Text(ListColumn column)
    {
        if (Filled(column) is not { } at)
            return null;

        Judge(column, at);
        return Cell(at).Kind == SheetCellKind.Fault ? null : Clean(at);
    }

    /// <summary>
    /// All cells of the column joined by spaces, for a name that stands in two; empty without any. What a merged range lends counts
    /// once, and only where nothing else is there.
    /// </summary>
    public string Joined(ListColumn column)
    {
        if (header.Of(column).Count == 1 || !HasOwn(column))
            return Text(column) ?? "";

        var filled = header.Of(column).Where(IsOwn).ToList();
        filled.ForEach(at => Judge(column, at));
        return string.Join(' ', filled.Where(at => Cell(at).Kind != SheetCellKind.Fault).Select(Clean).Where(text => text.Length > 0));
    }

    /// <summary>The cells of the column: the lines of each, normalised, and the address behind it where it is a link.</summary>
    public IEnumerable<CellLines> Lines(ListColumn column)
    {
        foreach (var at in header.Of(column).Where(IsOwn))
        {
            Judge(column, at);
            if (Cell(at).Kind == SheetCellKind.Fault)
                continue;
            var lines = Read(at).Text.Split(['\n', '\r']).Select(VietnameseText.Normalize);
            yield return new CellLines(at, [.. lines.Where(line => line.Length > 0)], Cell(at).Link);
        }
    }

    /// <summary>Some cell of the column has more than one line.</summary>
    public bool HasLines(ListColumn column)
    {
        var places = header.Of(column);
        for (var i = 0; i < places.Count; i++)
        {
            if (row[ColumnOf(places[i])].Text.AsSpan().ContainsAny('\n', '\r'))
                return true;
        }

        return false;
    }

    /// <summary>Of a column that stands several times, the one before a cell, or the first: what it says.</summary>
    public string TextBeside(ListColumn column, int cell)
    {
        if (header.Of(column) is not [var first, ..] places)
            return "";
        var at = places.LastOrDefault(place => place < cell, first);
        Judge(column, at);
        return Cell(at).Kind == SheetCellKind.Fault ? "" : Read(at).Text;
    }

    /// <summary>The list has the column.</summary>
    public bool Has(ListColumn column) => header.Of(column).Count > 0;

    /// <summary>The row has a value of its own in the column, not one that a merged range lends it.</summary>
    public bool HasOwn(ListColumn column)
    {
        // Asked of each column of each row, of which a list may have a hundred thousand.
        var places = header.Of(column);
        for (var i = 0; i < places.Count; i++)
        {
            if (IsOwn(places[i]))
                return true;
        }

        return false;
    }

    private bool IsOwn(int at) => Cell(at) is { IsEmpty: false, Inherited: false };

    /// <summary>Cells of the column differ in what they say, where one of them is to hold the value.</summary>
    public bool IsContradictory(ListColumn column) =>
        header.DatePartsOf(column) is null
        && header.Of(column).Where(IsOwn).Select(Clean).Distinct().Count() > 1;

    public bool Inherits(ListColumn column) => Filled(column) is { } at && Cell(at).Inherited;

    /// <summary>An error, or a formula that nobody calculated, stands where a value should.</summary>
    public bool IsFaulty(ListColumn column) => header.Of(column).Any(at => Cell(at).Kind == SheetCellKind.Fault);

    public void Block(ListColumn column, string reason) => Report(column, reason, blocks: true);

    public void Note(ListColumn column, string reason) => Report(column, reason, blocks: false);

    /// <summary>Of several things that the row says one cannot be loaded; where there is nothing else the row cannot.</summary>
    public void LeaveOut(ListColumn column, string reason, bool isAll) =>
        (_problems ??= []).Add(Problem(column, At(column), reason, isAll) with { LeavesOut = true });

    /// <summary>What a cell says where it is to hold a number or a date: null also for words that say that there is none.</summary>
    public string? Value(ListColumn column) => Text(column) is { } text && !SaysNothing(text) ? text : null;

    /// <summary>What people write where there is nothing to write.</summary>
    public static bool SaysNothing(string text) => VietnameseText.SearchKey(text) is "" or "ko" or "khong" or "khong co" or "khong ro"
        or "khong nho" or "khong biet" or "chua" or "chua co" or "chua ro" or "chua cap" or "chua duoc cap" or "chua phat" or "chua nhan"
        or "chua lam" or "dang lam" or "dang lam lai" or "dang cap lai" or "dang cho cap" or "cho cap" or "mat" or "mat the" or "bi mat"
        or "that lac" or "n a" or "na" or "trong" or "de trong" or "bo trong";

    /// <summary>Text no longer than the registry keeps; a longer one is a problem.</summary>
    public string? Text(ListColumn column, int longest)
    {
        var text = Text(column);
        if (text is null || text.Length <= longest)
            return text;

        Block(column, $"Dài quá {longest} ký tự. Đồng chí rút gọn lại.");
        return null;
    }

    /// <summary>What a cell says about a date; null where it is blank, or says none, which is a problem.</summary>
    /// <param name="latest">No later day can be meant, which tells the century of a year of two digits; null for today.</param>
    /// <param name="yearIsEnough">A month without its day is worth its year.</param>
    public DateReading? Date(ListColumn column, DateOnly? latest = null, bool yearIsEnough = false)
    {
        if (DateText(column) is not { } text)
            return null;

        var apart = Apart(column, text);
        var reading = InOrder(column, apart ?? text);
        if (!reading.IsDate && yearIsEnough && VietnameseDate.WithoutDay(text, today) is { IsDate: true } year)
        {
            reading = year;
            Note(column, $"Không có ngày: chỉ ghi năm {year.Value.Value.Year}.");
        }

        if (!reading.IsDate && DividedCells.DayAndRemark(text) is var (day, remark) && InOrder(column, day) is { IsDate: true } remarked)
        {
            reading = remarked;
            Note(column, $"Chỉ ghi {day}; bỏ “{remark}” trong ô này.");
        }

        if (!reading.IsDate)
        {
            Block(column, DividedCells.HoldsDays(text) ? SeveralDays : IsOfSevenDigits(text) ? SevenDigits : reading.Reason);
            return null;
        }

        if (reading.IsCenturyGuessed)
        {
            reading = reading.Value > (latest ?? today) ? reading.CenturyBefore() : reading;
            Note(column, $"Năm viết hai chữ số: hiểu là năm {reading.Value!.Value.Year}. Đồng chí kiểm tra lại.");
        }

        if (reading.Precision == DatePrecision.Day && reading.Value < EarliestDay)
        {
            Block(column, TooEarly(reading.Value!.Value));
            return null;
        }

        if (apart is not null)
            Note(column, $"Ngày viết liền chữ số: hiểu là ngày {VietnamTime.Date(reading.Value!.Value)}.");
        else if (VietnameseDate.IsSerial(text))
            Note(column, $"Ô ghi số {text}: hiểu là ngày {VietnamTime.Date(reading.Value!.Value)} theo cách Excel đếm ngày.");
        if (IsYearInDateCell(column))
            Note(column, $"Ô định dạng ngày nhưng chỉ ghi số {text}: hiểu là năm {text}, không có ngày, tháng.");
        return reading;
    }

    public bool IsDate(ListColumn column) =>
        DateText(column) is { } text && VietnameseDate.Parse(Apart(column, text) ?? text, today).IsDate;

    /// <summary>The day of a cell of digits alone, with signs between day, month and year.</summary>
    private string? Apart(ListColumn column, string text) =>
        header.DatePartsOf(column) is null ? VietnameseDate.Apart(text, orders?.IsPadded(column, text.Length + 1) is true) : null;

    private static bool IsOfSevenDigits(string text) => text.Length == 7 && text.All(char.IsAsciiDigit);

    /// <summary>Day, month and year may stand in cells of their own.</summary>
    private string? DateText(ListColumn column)
    {
        if (header.DatePartsOf(column) is not { } parts)
            return Value(column);

        var texts = new List<string>();
        foreach (var at in parts)
        {
            Judge(column, at);
            if (Cell(at).Kind == SheetCellKind.Fault)
                return null;
            if (Clean(at) is { Length: > 0 } text)
                texts.Add(text.Trim('/'));
        }

        return texts.Count == 0 ? null : string.Join('/', texts);
    }

    /// <summary>A column is written in one order: rows that read both ways are read as their column is, and that is said.</summary>
    private DateReading InOrder(ListColumn column, string text)
    {
        if (orders?.Of(column) is not { } order)
            return VietnameseDate.Parse(text, today);

        var inDateCell = Filled(column) is { } at && Cell(at).Kind == SheetCellKind.Date;
        var fits = VietnameseDate.Order(text);
        var reading = order.MonthFirst && !inDateCell && fits != DateOrder.DayFirst
            ? VietnameseDate.ParseMonthFirst(text, today)
            : VietnameseDate.Parse(text, today);
        if (fits != DateOrder.Either || !reading.IsDate || (inDateCell && order.HasSureCells))
            return reading;

        var meant = VietnamTime.Date(reading.Value.Value);
        if (order.MayBeExchanged)
        {
            Block(column, "Các ngày viết bằng chữ trong cột này đều từ 13 trở lên, còn ô định dạng ngày thì không ô nào quá 12: "
                + $"có lẽ Excel đã đổi chỗ ngày và tháng. Nếu đúng là ngày {meant} thì viết {reading.Value:yyyy-MM-dd}.");
        }
        else if (order.IsMixed || inDateCell)
        {
            Block(column, "Cột này có dòng viết ngày trước tháng, có dòng viết tháng trước ngày, nên không biết ô này theo thứ tự nào. "
                + $"Nếu là ngày {meant} thì viết {reading.Value:yyyy-MM-dd}.");
        }
        else
        {
            Note(column, $"Cột này viết tháng trước ngày: hiểu là ngày {meant}. Đồng chí kiểm tra lại.");
        }

        return reading;
    }

    private bool IsYearInDateCell(ListColumn column) =>
        header.DatePartsOf(column) is null && Filled(column) is { } at && Cell(at) is { Kind: SheetCellKind.Date, Text.Length: 4 };

    private const string SeveralDays =
        "Ô này có nhiều ngày, không rõ ngày nào là ngày nào. Ghi mỗi ngày ở một cột, hoặc ghi “DB: 12/05/1980; CT: 12/05/1981”.";

    private const string SevenDigits =
        "Ngày viết liền bảy chữ số nên không rõ chữ số nào là ngày, chữ số nào là tháng. Viết có dấu gạch chéo, như 01/11/1958.";

    private static string TooEarly(DateOnly day)
    {
        // Excel has a 29 February 1900 that never was.
        var serial = day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
        serial -= serial <= 60 ? 1 : 0;
        return $"Ngày {VietnamTime.Date(day)} quá xa: có lẽ là số {serial} gõ vào ô định dạng ngày. "
            + (serial >= 1900 ? $"Nếu là năm {serial} thì ghi {serial}." : "Ghi lại đủ ngày, tháng, năm.");
    }

    private int? Filled(ListColumn column)
    {
        foreach (var at in header.Of(column))
        {
            if (!Cell(at).IsEmpty)
                return at;
        }
        return null;
    }

    /// <summary>The column of a place in the header: of a cell that says two things the second stands at its complement.</summary>
    private static int ColumnOf(int at) => at < 0 ? ~at : at;

    private SheetCell Cell(int at)
    {
        var whole = row[ColumnOf(at)];
        if (!header.Divides(ColumnOf(at)) || whole.Kind == SheetCellKind.Fault)
            return whole;
        var half = whole.Kind == SheetCellKind.Text ? Half(at) : at < 0 ? "" : whole.Text;
        return half.Length == 0 ? SheetCell.Blank : whole with { Text = half };
    }

    private string Half(int at)
    {
        var column = ColumnOf(at);
        if (!(_halves ??= []).TryGetValue(column, out var halves))
            _halves.Add(column, halves = header.Halves(column, Read(column).Text));
        return at < 0 ? halves.Second : halves.First;
    }

    private (string Text, FontFinding? Finding) Read(int at) => fonts.Read(ColumnOf(at), row);

    private string Clean(int at) =>
        header.Divides(ColumnOf(at)) ? VietnameseText.Normalize(Cell(at).Text)
        : at < _texts.Length ? _texts[at] ??= VietnameseText.Normalize(Read(at).Text)
        : "";

    /// <summary>Says once of a cell that it holds no value, or that its font is an old one.</summary>
    private void Judge(ListColumn column, int at)
    {
        if (!(_judged ??= []).Add(at))
            return;
        var cell = Cell(at);
        if (cell.Ditto is { } mark && !cell.IsEmpty)
            Report(column, at, $"Ghi như dòng trên: “{Clean(at)}”.", blocks: false, mark);
        if (cell.Kind == SheetCellKind.Fault)
        {
            Report(column, at, WhyNoValue(cell.Text), blocks: true);
        }
        else if (Read(at).Finding is { } finding)
        {
            // As it stands in the file: the reason says how it reads.
            Report(column, at, finding.Reason, finding.Blocks, cell.Text.Trim());
        }
    }

    private static string WhyNoValue(string text) =>
        text.StartsWith('=')
            ? "Ô này là công thức chưa được tính, không có giá trị. Mở tệp bằng Excel rồi lưu lại, hoặc ghi giá trị vào ô."
        : DittoMarks.IsMark(text) ? "Ô này không lấy theo dòng trên được. Ghi rõ giá trị vào ô."
        : "Ô này là lỗi của bảng tính, không phải dữ liệu. Ghi giá trị vào ô, hoặc xóa trắng ô nếu chưa có.";

    private void Report(ListColumn column, string reason, bool blocks) =>
        Report(column, At(column), reason, blocks);

    /// <summary>The cell that a problem of the column is about; null where there is no such column.</summary>
    private int? At(ListColumn column) => Filled(column) ?? (header.Of(column) is [var first, ..] ? first : null);

    /// <summary>One fault of a cell is enough: what follows from it is none of its own.</summary>
    private void Report(ListColumn column, int? at, string reason, bool blocks, string? written = null)
    {
        var problem = Problem(column, at, reason, blocks, written);
        if (!blocks || at is null || _problems?.Exists(known => known.Blocks && known.Column == problem.Column) is not true)
            (_problems ??= []).Add(problem);
    }

    private CellProblem Problem(ListColumn column, int? at, string reason, bool blocks, string? written = null) => new(
        row.Number, at is { } half ? ColumnOf(half) : null, column.Heading, written ?? (at is { } cell ? Clean(cell) : ""), reason, blocks);
}

/// <summary>A cell that may hold several values.</summary>
/// <param name="Column">Column, counted from 0.</param>
/// <param name="Lines">Normalised, none blank.</param>
/// <param name="Link">The address behind the cell.</param>
internal sealed record CellLines(int Column, IReadOnlyList<string> Lines, string? Link);
