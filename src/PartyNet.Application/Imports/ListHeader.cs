using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>A column of a list that is not loaded, so that nothing is dropped silently.</summary>
/// <param name="Column">Column, counted from 0.</param>
/// <param name="Heading">Its heading as written.</param>
public sealed record UnusedColumn(int Column, string Heading);

/// <summary>Where the header of a list stands and which column means what.</summary>
internal sealed partial class ListHeader
{
    /// <summary>Rows in which a header is looked for: titles, addressees and legal grounds stand above it.</summary>
    public const int SearchedRows = 60;

    /// <summary>The column in which a workbook of rows that could not be loaded says why: known, and not read.</summary>
    public const string ErrorHeading = "Lý do";

    private static readonly string ErrorColumn = VietnameseText.SearchKey(ErrorHeading);

    /// <summary>Whether it is that column.</summary>
    public static bool IsErrorHeading(string heading) => VietnameseText.SearchKey(heading) == ErrorColumn;

    private readonly Dictionary<ListColumn, List<int>> _columns = [];
    private readonly Dictionary<ListColumn, int[]> _dateParts = [];
    private readonly Dictionary<int, Func<string, (string First, string Second)?>> _divided = [];
    private readonly List<UnusedColumn> _unused = [];
    private int[] _remarks = [];

    private readonly List<(int Column, string Heading)> _headings = [];

    private ListHeader(ListColumns columns, SheetRow header, SheetRow? subHeader, IReadOnlyDictionary<int, string> said)
    {
        Row = header.Number;
        LastRow = subHeader?.Number ?? header.Number;
        for (var column = 0; column < Math.Max(header.Width, subHeader?.Width ?? 0); column++)
            Assign(columns, column, header, subHeader);
        FindDateParts(columns, header, subHeader);
        foreach (var column in said.Keys)
            Free(column);
        foreach (var (column, field) in said.OrderBy(pair => pair.Key))
            Take(columns.Find(field), column, said);
    }

    /// <summary>Row of the header, counted from 1.</summary>
    public int Row { get; }

    /// <summary>Row in which the header ends: the second line of a header of two.</summary>
    public int LastRow { get; }

    /// <summary>In Vietnamese, what had to be assumed.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The same person stands in several rows, one for each account.</summary>
    public bool RepeatsPeople { get; private set; }

    /// <summary>The columns that were recognised.</summary>
    public IReadOnlyCollection<ListColumn> Columns => _columns.Keys;

    public IReadOnlyList<UnusedColumn> Unused => _unused;

    /// <summary>Every column, from left to right.</summary>
    public IReadOnlyList<HeadedColumn> All =>
    [
        .. _headings.Select(heading => new HeadedColumn(
            heading.Column, heading.Heading, _columns.FirstOrDefault(pair => pair.Value.Contains(heading.Column)).Key?.Heading)),
    ];

    /// <summary>
    /// Where a column stands, from left to right: more than once where a heading is merged ("Ngày sinh" over "Nam" and "Nữ"). Empty where
    /// the list has none. The complement of a place is the second half of what its cells say.
    /// </summary>
    public IReadOnlyList<int> Of(ListColumn column) =>
        _columns.TryGetValue(column, out var found) ? found : column == MemberFields.Remarks ? _remarks : [];

    /// <summary>A page break repeats the header: so many cells of a row say what stands over them.</summary>
    public bool IsRepeatedIn(SheetRow row) => _headings.Count(heading => row[heading.Column].Text == heading.Heading) > 1;

    /// <summary>
    /// The cells of day, month and year in this order, or of day with month and of year; null where a date stands in one.
    /// </summary>
    public IReadOnlyList<int>? DatePartsOf(ListColumn column) => _dateParts.GetValueOrDefault(column);

    /// <summary>
    /// The row among the first ones that names most columns, at least two; null where no row does. Page breaks repeat it, the first counts.
    /// </summary>
    /// <param name="options">Somebody may have pointed at the row, and said what columns are.</param>
    public static ListHeader? Find(IReadOnlyList<SheetRow> rows, ListColumns columns, ListOptions options)
    {
        var nothingSaid = new Dictionary<int, string>();
        var (best, at, most) = ((ListHeader?)null, 0, options.HeaderRow is null ? 1 : -1);
        for (var i = 0; i < rows.Count && i < SearchedRows; i++)
        {
            if (options.HeaderRow is { } pointedAt && rows[i].Number != pointedAt)
                continue;
            // A title merged over the whole list looks like a heading of all columns, but names none.
            var header = At(i, nothingSaid);
            if (header.Columns.Count > most)
                (best, at, most) = (header, i, header.Columns.Count);
        }
        return options.Columns.Count == 0 || best is null ? best : At(at, options.Columns);

        ListHeader At(int row, IReadOnlyDictionary<int, string> said)
        {
            var header = new ListHeader(columns, rows[row], subHeader: null, said);
            if (header.Columns.Count > 0 && row + 1 < rows.Count && IsSubHeader(rows[row], rows[row + 1]))
                header = new ListHeader(columns, rows[row], rows[row + 1], said);
            List<SheetRow> below = [.. rows.SkipWhile(below => below.Number <= header.LastRow).Take(SearchedRows)];
            header.FindRestOfNames(below);
            header.FindBirthBySex(below);
            header.FindNetworks(below, said);
            header.FindBesides(columns, below, options.Today, said);
            header.FindDivided(columns, below, options.Today);
            header.FindBranch();
            header.FindRemarks();
            header.FindSecondList(columns);
            return header;
        }
    }

    /// <summary>
    /// The row that may be the header where none names enough: the one with most texts of its own, so that a person can say what they are.
    /// </summary>
    public static ListHeader? Guess(IReadOnlyList<SheetRow> rows, ListColumns columns, ListOptions options)
    {
        var likely = rows.Take(SearchedRows).MaxBy(row => Enumerable.Range(0, row.Width)
            .Count(column => row[column] is { Kind: SheetCellKind.Text, Inherited: false }));
        return likely is null ? null : Find(rows, columns, options with { HeaderRow = likely.Number });
    }

    /// <summary>
    /// The second line of a header stands under headings merged sideways only; every other heading reaches down through both lines.
    /// </summary>
    private static bool IsSubHeader(SheetRow header, SheetRow next)
    {
        var own = 0;
        for (var column = 0; column < next.Width; column++)
        {
            if (next[column].IsEmpty || next[column].Inherited)
                continue;
            if (!ContinuesLeft(header, column) && !ContinuesLeft(header, column + 1) && !IsDatePart(next, column)
                && !IsBelowUnmerged(header, next, column) && !IsBelowUnmerged(header, next, column + 1))
                return false;
            own++;
        }
        return own > 0;
    }

    private static bool ContinuesLeft(SheetRow header, int column) =>
        column > 0 && header[column].Inherited && header[column].Text == header[column - 1].Text;

    /// <summary>"Ngày vào Đảng" over "dự bị" and "chính thức" where nobody has merged the cells of the first line.</summary>
    private static bool IsBelowUnmerged(SheetRow header, SheetRow next, int column) =>
        column > 0 && header[column].IsEmpty && !header[column - 1].IsEmpty
        && IsWords(next[column - 1]) && IsWords(next[column]);

    private static bool IsWords(SheetCell cell) =>
        cell is { Kind: SheetCellKind.Text, Inherited: false, IsEmpty: false } && !cell.Text.Any(char.IsDigit);

    /// <summary>Whether the cell is one of "ngày", "tháng", "năm" side by side.</summary>
    private static bool IsDatePart(SheetRow row, int column) =>
        Enumerable.Range(0, 3).Any(left =>
            column >= left && DateParts(at => row[at].Text, column - left) is { } parts && parts.Length > left);

    /// <summary>The cells from here on that name the parts of one date, day first whatever stands first; null where they do not.</summary>
    private static int[]? DateParts(Func<int, string> heading, int column)
    {
        var words = Enumerable.Range(column, 3).Select(at => VietnameseText.SearchKey(heading(at))).ToArray();
        var what = words[0].Split(' ')[^1];
        what = what is "ngay" or "thang" or "nam" ? "" : what;
        return words switch
        {
            ["n", "t", "n"] => [column, column + 1, column + 2],
            [var day, var month, var year] when IsPart(day, "ngay") && IsPart(month, "thang") && IsPart(year, "nam") =>
                [column, column + 1, column + 2],
            [var year, var month, var day] when IsPart(day, "ngay") && IsPart(month, "thang") && IsPart(year, "nam") =>
                [column + 2, column + 1, column],
            [var day, var year, _] when IsPart(day, "ngay thang") && IsPart(year, "nam") => [column, column + 1],
            _ => null,
        };

        bool IsPart(string word, string part) => word == part || (what.Length > 0 && word.StartsWith(part + " ", StringComparison.Ordinal)
            && word.EndsWith(what, StringComparison.Ordinal));
    }

    /// <summary>"Ngày sinh" over "ngày", "tháng", "năm", merged or not; the three in one line, with what they are of or without.</summary>
    private void FindDateParts(ListColumns columns, SheetRow header, SheetRow? subHeader)
    {
        var line = subHeader ?? header;
        for (var column = 0; column < line.Width; column++)
        {
            var at = column;
            var inSubHeader = subHeader is not null && DateParts(i => subHeader[i].Inherited ? "" : subHeader[i].Text, at) is not null;
            if (DateParts(i => (inSubHeader ? subHeader! : header)[i].Text, at) is not { } parts)
                continue;
            var above = header[at].Text.Trim();
            var whole = inSubHeader || above.Contains(' ', StringComparison.Ordinal) ? above : "Ngày sinh";
            if ((columns.Find(whole) ?? columns.Find("Ngày sinh")) is not { } meant || _dateParts.ContainsKey(meant))
                continue;
            foreach (var (other, cells) in _columns.ToList())
            {
                cells.RemoveAll(parts.Contains);
                if (cells.Count == 0)
                    _columns.Remove(other);
            }

            _unused.RemoveAll(unused => parts.Contains(unused.Column));
            _columns[meant] = [.. parts];
            _dateParts[meant] = parts;
            column += parts.Length - 1;
        }
    }

    /// <summary>What a column was taken for counts no more.</summary>
    private void Free(int column)
    {
        _unused.RemoveAll(unused => unused.Column == column);
        foreach (var (field, cells) in _columns.ToList())
        {
            if (!cells.Remove(column))
                continue;
            _dateParts.Remove(field);
            if (cells.Count == 0)
                _columns.Remove(field);
        }
    }

    /// <summary>Somebody has said what a column is, or that it is nothing; a column that was guessed to be the same gives way.</summary>
    private void Take(ListColumn? field, int column, IReadOnlyDictionary<int, string> said)
    {
        if (field is null)
        {
            _unused.Add(new UnusedColumn(column, HeadingOf(column)));
            return;
        }

        foreach (var guessed in Of(field).Where(other => !said.ContainsKey(other)).ToList())
        {
            Free(guessed);
            _unused.Add(new UnusedColumn(guessed, HeadingOf(guessed)));
        }

        Add(field, column);
    }

    private void Add(ListColumn field, int column)
    {
        if (!_columns.TryAdd(field, [column]))
            _columns[field].Add(column);
        if (field.MayRepeat)
            _columns[field].Sort();
    }

    /// <summary>
    /// Of a unit that has its code in one column and its name in another the code counts, and the name where that is blank.
    /// </summary>
    private static bool IsCode(string heading) => VietnameseText.SearchKey(heading).StartsWith("ma ", StringComparison.Ordinal);

    private string HeadingOf(int column) => _headings.Find(heading => heading.Column == column).Heading ?? "";

    private void Assign(ListColumns columns, int column, SheetRow header, SheetRow? subHeader)
    {
        var below = subHeader is { } line && !line[column].Inherited ? line[column].Text : "";
        var above = subHeader is not null && IsBelowUnmerged(header, subHeader, column) ? header[column - 1].Text : header[column].Text;
        if (above.Length + below.Length == 0)
            return;

        var heading = below.Length == 0 || below == above ? above : $"{above} / {below}";
        _headings.Add((column, heading));
        if (IsErrorHeading(heading))
            return;
        var meant = (below.Length > 0 ? columns.Find(below) ?? columns.Find($"{above} {below}") : null) ?? columns.Find(above);
        var sex = SexOf(heading);
        if (meant is null && sex is not null)
            meant = columns.Find(WithoutSex(heading)) is { } of && of == MemberFields.Birth.Column ? of : null;
        if (meant is not null && !_columns.ContainsKey(meant))
            _columns.Add(meant, [column]);
        else if (meant is { IsUnit: true } && _columns[meant] is [var other] && IsCode(heading) != IsCode(HeadingOf(other)))
            _columns[meant].Insert(IsCode(heading) ? 0 : 1, column);
        else if (meant is not null && (meant.MayRepeat || (_columns[meant][^1] == column - 1
            && (ContinuesLeft(header, column) || (sex is not null && meant == MemberFields.Birth.Column)))))
            _columns[meant].Add(column);
        else
            _unused.Add(new UnusedColumn(column, heading));
    }
}
