using System.Text.RegularExpressions;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <content>What columns are by what stands below their headings.</content>
internal sealed partial class ListHeader
{
    /// <summary>
    /// Offices part a name into two columns and write one heading over the first: what stands beside it without a heading is the rest of
    /// the name, unless it is the sex.
    /// </summary>
    private void FindRestOfNames(IReadOnlyList<SheetRow> below)
    {
        if (Of(MemberFields.FullName.Column) is not [var name] || _headings.Exists(heading => heading.Column == name + 1))
            return;
        var rests = below.Where(row => IsWords(row[name]) && IsWords(row[name + 1])).Select(row => row[name + 1].Text).ToList();
        if (rests.Count * 2 <= below.Count(row => IsWords(row[name])) || rests.TrueForAll(IsSex))
            return;
        _columns[MemberFields.FullName.Column].Add(name + 1);
        _headings.Insert(_headings.FindIndex(heading => heading.Column == name) + 1, (name + 1, HeadingOf(name)));
        Notes.Add(
            $"Cột {SheetRow.ColumnName(name + 1)} không có tiêu đề: đọc là phần sau của họ và tên ở cột {SheetRow.ColumnName(name)}.");
    }

    /// <summary>
    /// Two things in one column, where the list has none for the second: names with births if its heading or most cells say so, and the day
    /// of admission with the official one. The second stands at the complement of the column.
    /// </summary>
    private void FindDivided(ListColumns columns, List<SheetRow> below, DateOnly today)
    {
        var (name, birth) = (MemberFields.FullName.Column, MemberFields.Birth.Column);
        if (Of(name) is [var at] && columns.All.Contains(birth) && Of(birth).Count == 0)
        {
            var cells = below.Select(row => row[at].Text).Where(text => text.Length > 0).ToList();
            var divide = NameAndBirth(columns, HeadingOf(at), today);
            var births = cells.Count(text => divide(text) is not null);
            if (births > 0 && (births * 2 > cells.Count || SaysBirth().IsMatch(VietnameseText.SearchKey(HeadingOf(at)))))
            {
                _columns[birth] = [~at];
                _divided.Add(at, divide);
                var hasMore = cells.Exists(text => DividedCells.NameAndBirth(text, today) is null && divide(text) is not null);
                Notes.Add($"Cột {SheetRow.ColumnName(at)} “{OneLine(at)}” ghi cả họ tên và ngày sinh: tách ra làm hai"
                    + (hasMore ? ", phần còn lại không nhập." : "."));
            }
        }

        var (joined, official) = (MemberFields.JoinedOn.Column, MemberFields.OfficialOn.Column);
        if (Of(joined).Concat(Of(official)).ToList() is [var days]
            && below.Exists(row => DividedCells.Admission(row[days].Text, today) is { First.Length: > 0 }))
        {
            (_columns[joined], _columns[official]) = ([days], [~days]);
            _divided.Add(days, text => DividedCells.Admission(text, today));
            Notes.Add($"Cột {SheetRow.ColumnName(days)} “{OneLine(days)}” ghi cả ngày kết nạp và ngày chính thức: trừ khi ô ghi rõ, "
                + "ngày đầu là ngày kết nạp, ngày sau là ngày chính thức; ô có một ngày thì là ngày kết nạp.");
        }
    }

    /// <summary>A heading that asks for a third thing, “Họ tên, năm sinh, quê quán”, says that cells have it.</summary>
    private static Func<string, (string First, string Second)?> NameAndBirth(ListColumns columns, string heading, DateOnly today)
    {
        var asksForMore = BetweenHeadings().Split(heading).Any(part => columns.Find(part) is null);
        return text => DividedCells.NameAndBirth(text, today) ?? (asksForMore ? DividedCells.NameBirthAndElse(text, today) : null);
    }

    /// <summary>
    /// “Ngày sinh, quê quán”, “Họ tên - Năm sinh”: a heading of one column that is read and others that are not, or of the name with the
    /// birth, where every cell is so, or most names are. If one is not, the column stays among those that are not loaded.
    /// </summary>
    private void FindBesides(ListColumns columns, List<SheetRow> below, DateOnly today, IReadOnlyDictionary<int, string> said)
    {
        var ordinal = Of(MemberFields.Ordinal) is [var number, ..] ? number : -1;
        foreach (var (column, heading) in _unused.FindAll(unused => !said.ContainsKey(unused.Column)))
        {
            if (BetweenHeadings().Split(heading) is not [_, _, ..] parts)
                continue;
            var (field, divide) = parts.Select(columns.Find).OfType<ListColumn>().Distinct().ToList() switch
            {
                [var one] when one == MemberFields.Birth.Column || one == MemberFields.JoinedOn.Column
                    || one == MemberFields.OfficialOn.Column =>
                    (one, (Func<string, (string First, string Second)?>)(text => DividedCells.DayAndElse(text, today))),
                [var one] when one == MemberFields.CitizenNumber.Column => (one, text => IsCitizen(text) ? (text, "") : null),
                [var one, var other] when one == MemberFields.FullName.Column && other == MemberFields.Birth.Column
                    && Of(other).Count == 0 =>
                    (one, NameAndBirth(columns, heading, today)),
                _ => (null, static _ => null),
            };
            if (field is null || Of(field).Count > 0)
                continue;
            var cells = below.Where(row => ordinal < 0 || !row[ordinal].IsEmpty).Select(row => row[column])
                .Where(cell => !cell.IsEmpty && !cell.Inherited).ToList();
            // Without names there is no list: of them most are enough, and one that does not divide is a problem of its own.
            var fewest = field == MemberFields.FullName.Column ? (cells.Count / 2) + 1 : Math.Max(cells.Count, 1);
            if (cells.Count(cell => cell.Kind == SheetCellKind.Date || divide(cell.Text) is not null) < fewest)
                continue;
            Free(column);
            Add(field, column);
            // A name is divided from its birth as in a list that heads it with the name alone.
            if (field == MemberFields.FullName.Column)
                continue;
            if (field != MemberFields.CitizenNumber.Column)
                _divided.Add(column, divide);
            Notes.Add(
                $"Cột {SheetRow.ColumnName(column)} “{OneLine(column)}” ghi nhiều nội dung: chỉ đọc {field.Heading.ToLowerInvariant()}, "
                    + "phần còn lại không nhập.");
        }
    }

    private static bool IsCitizen(string text) => CitizenNumber.TryParse(NumberAmongWords.Of(text).Typed, out _, out _);

    [GeneratedRegex(@"\s*[,;/+&\n]\s*|\s+[-–]\s+|(?<!\bhọ)\s+và\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BetweenHeadings();

    /// <summary>The heading of names asks for the birth too; “Họ và tên khai sinh” does not.</summary>
    [GeneratedRegex(@"\b(?:ngay|nam) sinh\b", RegexOptions.CultureInvariant)]
    private static partial Regex SaysBirth();

    /// <summary>Whether the cells of a column say two things.</summary>
    public bool Divides(int column) => _divided.ContainsKey(column);

    /// <summary>Both things that a cell of such a column says; the second is empty where it says one.</summary>
    public (string First, string Second) Halves(int column, string cell) => _divided[column](cell) ?? (cell, "");

    /// <summary>
    /// Forms have the year of birth of men in one column and of women in another, some under "Nam" and "Nữ" alone: of that kind are two
    /// columns in which years and dates stand, and not marks.
    /// </summary>
    private void FindBirthBySex(List<SheetRow> below)
    {
        if (_columns.ContainsKey(MemberFields.Birth.Column) || _unused.Find(column => SexOf(column.Heading) == "nam") is not { } men
            || _unused.Find(column => column.Column == men.Column + 1 && SexOf(column.Heading) == "nữ") is not { } women)
            return;
        var cells = below.SelectMany(row => new[] { row[men.Column], row[women.Column] }).Where(cell => !cell.IsEmpty).ToList();
        if (cells.Count == 0 || cells.Count(IsBirth) * 2 <= cells.Count)
            return;
        _columns.Add(MemberFields.Birth.Column, [men.Column, women.Column]);
        _unused.RemoveAll(column => column == men || column == women);
        Notes.Add($"Cột {SheetRow.ColumnName(men.Column)} “Nam” và cột {SheetRow.ColumnName(women.Column)} “Nữ” có năm hoặc ngày: "
            + "hiểu là ngày sinh.");
    }

    /// <summary>
    /// A column of networks is known by its cells, whatever it is called: “Mạng xã hội” may head the networks or the accounts. What is
    /// headed so and names none holds the accounts themselves.
    /// </summary>
    private void FindNetworks(List<SheetRow> below, IReadOnlyDictionary<int, string> said)
    {
        foreach (var column in Of(AccountColumns.Any).Concat(Of(AccountColumns.Network)).Except(said.Keys).ToList())
        {
            var cells = below.Select(row => row[column])
                .Where(cell => !cell.IsEmpty && !cell.Inherited && !DittoMarks.IsMark(cell.Text)).ToList();
            if (cells.Count == 0)
                continue;
            var areNetworks = cells.Count(cell => AccountNetwork.IsNamedIn(cell.Text)) * 2 > cells.Count;
            Free(column);
            Add(areNetworks ? AccountColumns.Network : AccountColumns.Any, column);
        }

        if (Of(AccountColumns.Network) is [var network, ..] && Of(MemberFields.FullName.Column) is [var name, ..])
        {
            RepeatsPeople = below.Zip(below.Skip(1)).Any(pair => !pair.Second[network].IsEmpty && pair.Second[name].Text is var second
                && (second.Length == 0 || second == pair.First[name].Text || DittoMarks.IsMark(second)));
        }
    }

    private static bool IsBirth(SheetCell cell) =>
        cell.Kind == SheetCellKind.Date || VietnameseDate.Parse(cell.Text, DateOnly.MaxValue).IsDate;

    /// <summary>"Năm sinh (nữ)", "Nữ": with its marks, since năm is a year and nam a man.</summary>
    private static string? SexOf(string heading)
    {
        var words = VietnameseText.Normalize(heading).ToLowerInvariant().Split([.. " ()/:,-"], StringSplitOptions.RemoveEmptyEntries);
        return words is [.., "nam" or "nữ"] ? words[^1] : words is ["nam" or "nữ", ..] ? words[0] : null;
    }

    /// <summary>What a heading says beside the sex.</summary>
    private static string WithoutSex(string heading)
    {
        var words = VietnameseText.Normalize(heading).Split([.. " ()/:,-"], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', SexOf(words[^1]) is not null ? words[..^1] : words[1..]);
    }

    /// <summary>"Đơn vị" is the branch's column where no other is: rows say whether a branch stands there.</summary>
    private void FindBranch()
    {
        if (Of(MemberFields.PerhapsBranch) is not [var column, ..])
            return;
        if (!_columns.ContainsKey(MemberFields.Branch.Column))
        {
            Notes.Add($"Cột {SheetRow.ColumnName(column)} “{HeadingOf(column)}” hiểu là chi bộ ở dòng nào ghi đúng tên hoặc mã chi bộ.");
            return;
        }

        _columns.Remove(MemberFields.PerhapsBranch);
        _unused.Add(new UnusedColumn(column, HeadingOf(column)));
    }

    /// <summary>Remarks are not loaded, and stay among such columns.</summary>
    private void FindRemarks() =>
        _remarks = [.. _unused.Where(unused => RemarkColumns.Find(unused.Heading) is not null).Take(1).Select(unused => unused.Column)];

    private static readonly ListColumns RemarkColumns = new([MemberFields.Remarks]);

    /// <summary>A second list of the same headings beside the first is not to be overlooked among columns that are not loaded.</summary>
    private void FindSecondList(ListColumns columns)
    {
        var again = _unused
            .Where(unused => columns.Find(unused.Heading) is { } field && Of(field) is [var first, ..] && first < unused.Column).ToList();
        if (again.Count > 1 && again.Exists(unused => columns.Find(unused.Heading) == MemberFields.FullName.Column))
        {
            Notes.Add($"Từ cột {SheetRow.ColumnName(again[0].Column)} có một danh sách nữa đặt cạnh danh sách này: không đọc. "
                + "Chép danh sách ấy xuống dưới rồi nhập lại.");
        }
    }

    private static bool IsSex(string text) => VietnameseText.SearchKey(text) is "nam" or "nu" or "x";

    private string OneLine(int column) => HeadingOf(column).ReplaceLineEndings(" ");
}
