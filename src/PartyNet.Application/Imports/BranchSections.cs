using System.Text.RegularExpressions;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// The branch of rows that do not name it: it stands in a row above its members, only in the first of them, in the title or in the name of
/// the sheet.
/// </summary>
/// <param name="title">The branch that the title names; null where none.</param>
/// <param name="sheet">Name of the sheet where each branch has one.</param>
/// <param name="fillsDown">A row without branch is of the branch of the row before.</param>
internal sealed partial class BranchSections(string? title, string? sheet, bool fillsDown)
{
    private readonly HashSet<int> _outer = [];
    private string? _section;
    private int _sectionStyle;
    private string? _mayBe;
    private string? _above = title ?? sheet;

    /// <summary>The unit of the title before, where that is no branch: “ĐẢNG BỘ XÃ MẪU”.</summary>
    public string? OtherUnit { get; private set; }

    /// <summary>In Vietnamese, what rows without a branch are taken for, after the rows so far; null where nothing names one.</summary>
    public string? Note => fillsDown ? "Dòng để trống chi bộ được hiểu là cùng chi bộ với dòng phía trên."
        : _section is not null ? $"Tệp không có cột chi bộ: chi bộ hiểu theo các dòng tiêu đề trong danh sách, như “{_section}”."
        : title is not null ? $"Tệp không có cột chi bộ: chi bộ hiểu theo dòng tiêu đề phía trên danh sách, “{title}”."
        : sheet is not null ? $"Tệp không có cột chi bộ: chi bộ hiểu theo tên trang tính, như “{sheet}”, nếu có chi bộ tên ấy."
        : null;

    /// <summary>The branch that a title over the header names.</summary>
    public static string? TitleAbove(IEnumerable<SheetRow> sample, int headerRow) => sample.TakeWhile(row => row.Number < headerRow)
        .SelectMany(row => Enumerable.Range(0, row.Width).Select(column => row[column].Text))
        .Select(BranchIn).LastOrDefault(b => b is not null);

    /// <summary>
    /// Takes a row that is no member: a title such as "II. Chi bộ thôn Hai (12 đồng chí)". Rows below a title of another unit are of no
    /// branch above it; one that may be a branch without that word, "II. Thôn Hai", is one if the registry knows it, and ends the branch
    /// before it where it is numbered as that or as what stood above that.
    /// </summary>
    /// <returns>False where it names no branch by itself.</returns>
    public bool Begin(SheetRow row)
    {
        var all = Enumerable.Range(0, row.Width).Where(column => !row[column].IsEmpty && !row[column].Inherited)
            .Select(column => VietnameseText.Normalize(row[column].Text)).ToList();
        var texts = all.FindAll(text => !Enumeration().IsMatch(text) && !Count().IsMatch(text));
        if (texts is not [var only])
            return false;

        var text = Enumerated().Replace(only, "");
        if (IsPartOfBranch().IsMatch(text))
            return false;
        var style = StyleOf(Enumerated().Match(all[0]) is { Success: true } number ? number.Value : all[0] == only ? "" : all[0]);
        var isBranch = text.StartsWith("chi", StringComparison.OrdinalIgnoreCase);
        OtherUnit = isBranch || !IsUnit(text) ? null : text;
        if (BranchIn(only) is { } branch)
            (_section, _mayBe, _sectionStyle) = (branch, null, style);
        else if (IsOfAnother(text))
            (_section, _mayBe, _above) = (isBranch ? text : null, null, null);
        else if (_section is not null && style > 0 && (style == _sectionStyle || _outer.Contains(style)))
            (_section, _mayBe, _above) = (null, text, null);
        else
            _mayBe = HowMany().Replace(text, "");
        if (_section is null && style > 0 && _sectionStyle == 0)
            _outer.Add(style);
        return _section is not null && _mayBe is null;
    }

    public MemberRow Place(MemberRow row)
    {
        if (row.Branch is not null)
        {
            if (fillsDown)
                (_section, _mayBe) = (row.Branch, null);
            return row;
        }

        // A numbered group is of the branch that the title names, unless it is one itself.
        var branch = _section ?? (_mayBe is not null && Group().IsMatch(_mayBe) ? title : null);
        return row with { Branch = branch, BranchAbove = row.BranchAbove ?? _mayBe ?? (_section is null ? _above : null) };
    }

    /// <summary>I, 1 or A: what is numbered alike stands side by side. 0 for what is not numbered.</summary>
    private static int StyleOf(string enumeration) => enumeration.Trim([.. " .)/:"]) switch
    {
        "" => 0,
        var number when number.All(char.IsAsciiDigit) => 1,
        var number when number.All(c => "IVXLC".Contains(c, StringComparison.Ordinal)) => 2,
        _ => 3,
    };

    /// <summary>A unit, and not "Chi bộ" alone over the name of a column.</summary>
    private static bool IsOfAnother(string text) => VietnameseText.SearchKey(text) is var key
        && (key.StartsWith("chi bo ", StringComparison.Ordinal) || key.StartsWith("dang bo ", StringComparison.Ordinal));

    /// <summary>Whether a text says by itself that it names a unit, whichever; “Đảng ủy viên” names none.</summary>
    public static bool IsUnit(string text) => IsBranch(text) || IsOfAnother(text)
        || (VietnameseText.SearchKey(text) is var key && key.StartsWith("dang uy ", StringComparison.Ordinal)
            && !key.StartsWith("dang uy vien", StringComparison.Ordinal));

    /// <summary>Whether a text says by itself that it names a branch.</summary>
    public static bool IsBranch(string text) => VietnameseText.SearchKey(text) is var key
        && (key.StartsWith("chi bo ", StringComparison.Ordinal) || key.StartsWith("cb ", StringComparison.Ordinal));

    private static string? BranchIn(string text) =>
        Heading().Match(VietnameseText.Normalize(text)) is { Success: true } heading && !Sentence().IsMatch(text)
            ? heading.Groups["branch"].Value.Trim()
            : null;

    /// <summary>A letter says something of the branch: "Chi bộ Khu 14 báo cáo danh sách đảng viên như sau:".</summary>
    [GeneratedRegex(
        @"\b(?:báo cáo|như sau|kính gửi|đề nghị|xin|lập danh sách|tổng hợp)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sentence();

    /// <summary>What divides the members of one branch: its cells, its committee and the others, kinds of membership.</summary>
    [GeneratedRegex(
        @"^(?!.*\bchi bộ\b)(?:tổ đảng|(?:ban )?chi [uủ][ỷyủ]|cấp [uủ][ỷyủ]|(?:các |danh sách )?(?:đảng viên|đồng chí))\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IsPartOfBranch();

    [GeneratedRegex(
        @"^(?:(?:[IVXLC]+|[0-9]+|[A-Za-z])[.)/:]? *[-–]? *)?"
            + @"(?:(?:đơn vị|tổ chức đảng|tổ chức|danh sách(?: đảng viên)?)[:,\s–-]+(?:của |thuộc )?)?"
            + @"(?<branch>chi bộ(?!:?\s*$)[^(]*?)\s*"
            + @"(?:[(:–-]\s*(?:gồm |tổng số |có )?:?\s*[0-9]+\s*(?:đồng chí|đ/c|đảng viên|đv|người)[^)]*\)?)?"
            + @"(?:\([^)]*(?:bí thư|:)[^)]*\))?[:.]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex("^tổ (?:số )?[0-9]{1,2}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Group();

    /// <summary>“Tổ 1: 02 đồng chí”, “Thôn Hai (12 đ/c)”.</summary>
    [GeneratedRegex(
        @"\s*[(:–-]\s*(?:gồm |tổng số |có )?[0-9]+ ?(?:đồng chí|đ/c|đảng viên|đv|người)[)]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HowMany();

    [GeneratedRegex("^(?:[IVXLC]+|[0-9]+|[A-Za-z])[.)]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Enumeration();

    [GeneratedRegex("^(?:[IVXLC]+|[0-9]+|[A-Za-z])[.)/:] *", RegexOptions.CultureInvariant)]
    private static partial Regex Enumerated();

    /// <summary>How many members the branch has, in a cell of its own.</summary>
    [GeneratedRegex(
        "^[(]?(?:gồm |tổng số |có )?:? ?[0-9]+ ?(?:đồng chí|đ/c|đảng viên|đv|người)[)]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Count();
}
