using System.Text.RegularExpressions;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// Rows in which two columns stand in each other's place, as where two lists were put one below the other: a branch in the cell of the name
/// and a name in that of the branch, which each row says by itself; a day of birth in that of the admission and the other way round, of
/// which one row may be a slip and several below each other are none.
/// </summary>
internal sealed partial class ExchangedCells
{
    private const int LeastRun = 3;
    private const int LeastOften = 2;

    private static readonly ListColumn[] Personal =
        [.. MemberFields.All.Where(field => field.IsPersonal).SelectMany(field => field.Columns)];

    private readonly ListHeader _header;
    private readonly DateOnly _today;
    private readonly (int Name, int Branch)? _names;
    private readonly (int Birth, int Joined)? _days;
    private readonly HashSet<string> _branches = new(StringComparer.Ordinal);
    private readonly Dictionary<int, bool> _judged = [];
    private readonly int _lastOfSample;
    private readonly bool _goesOn;

    private ExchangedCells(List<SheetRow> sample, ListHeader header, DateOnly today)
    {
        (_header, _today) = (header, today);
        if (One(MemberFields.FullName.Column) is { } name && One(MemberFields.Branch.Column) is { } branch)
        {
            _names = (name, branch);
            _branches.UnionWith(sample.Where(row => !row[branch].Inherited).GroupBy(row => VietnameseText.SearchKey(row[branch].Text))
                .Where(same => same.Key.Length > 0 && same.Count() >= LeastOften).Select(same => same.Key));
        }

        if (One(MemberFields.Birth.Column) is { } birth && One(MemberFields.JoinedOn.Column) is { } joined)
        {
            _days = (birth, joined);
            _lastOfSample = sample.Count > 0 ? sample[^1].Number : 0;
            _goesOn = FindRuns(sample);
        }

        int? One(ListColumn column) =>
            header.Of(column) is [>= 0 and var at] && !header.Divides(at) && header.DatePartsOf(column) is null ? at : null;
    }

    /// <summary>Null where no row of the sample is so: nothing is looked for then.</summary>
    /// <param name="sample">The first rows below the header.</param>
    public static ExchangedCells? Find(List<SheetRow> sample, ListHeader header, DateOnly today)
    {
        var found = new ExchangedCells(sample, header, today);
        return found._judged.Count > 0 || (found._names is not null && sample.Exists(found.HasNameForBranch)) ? found : null;
    }

    /// <summary>The row with each cell where its heading is.</summary>
    public SheetRow Mend(SheetRow row)
    {
        if (_names is var (name, branch) && HasNameForBranch(row))
            row = row.With([(name, row[branch]), (branch, row[name])]);
        return _days is var (birth, joined) && AreDaysExchanged(row) is true
            ? row.With([(birth, row[joined]), (joined, row[birth])])
            : row;
    }

    /// <summary>Says what was exchanged, and of which cells that is not clear.</summary>
    /// <param name="row">As it stands in the file.</param>
    public void Tell(SheetRow row, ListCells cells)
    {
        if (_names is var (name, branch) && HasNameForBranch(row))
        {
            cells.Note(
                MemberFields.FullName.Column,
                $"Ô cột {SheetRow.ColumnName(name)} là chi bộ, ô cột {SheetRow.ColumnName(branch)} là họ tên: "
                    + "hiểu là hai ô đổi chỗ cho nhau.");
        }

        if (_days is not var (birth, joined) || AreDaysExchanged(row) is not { } exchanged)
            return;
        if (exchanged)
        {
            cells.Note(
                MemberFields.Birth.Column,
                $"Ngày sinh ở cột {SheetRow.ColumnName(joined)}, ngày kết nạp ở cột {SheetRow.ColumnName(birth)}: "
                    + "hiểu là hai ô đổi chỗ cho nhau.");
        }
        else
        {
            cells.Block(
                MemberFields.Birth.Column,
                "Các dòng bên trên ghi ngày sinh và ngày kết nạp đổi chỗ cho nhau, nên không rõ ngày ở dòng này là ngày nào. "
                    + "Đặt lại hai cột cho đúng từ dòng đó trở xuống.");
        }
    }

    private bool HasNameForBranch(SheetRow row)
    {
        if (_names is not var (name, branch) || row[name].Kind != SheetCellKind.Text || row[branch].Kind != SheetCellKind.Text)
            return false;
        var (first, second) = (row[name].Text, row[branch].Text);
        return PersonName().IsMatch(VietnameseText.Normalize(second)) && !IsBranch(second) && IsBranch(first)
            && Personal.Any(column => _header.Of(column).Any(at => at >= 0 && !row[at].IsEmpty && !row[at].Inherited));
    }

    private bool IsBranch(string text) => BranchSections.IsBranch(text) || _branches.Contains(VietnameseText.SearchKey(text));

    /// <summary>True where the days stand in each other's place, false where that is not clear; null for all others.</summary>
    private bool? AreDaysExchanged(SheetRow row) =>
        _judged.TryGetValue(row.Number, out var exchanged) ? exchanged
        : _goesOn && row.Number > _lastOfSample && Fit(row) == DaysFit.Exchanged ? true
        : null;

    /// <summary>True where a run reaches the end of the sample.</summary>
    private bool FindRuns(List<SheetRow> sample)
    {
        List<(int Row, DaysFit Fit)> run = [];
        foreach (var row in sample)
        {
            var fit = Fit(row);
            if (fit == DaysFit.None)
                continue;
            if (fit != DaysFit.AsHeaded && (run.Count > 0 || fit == DaysFit.Exchanged))
            {
                run.Add((row.Number, fit));
                continue;
            }

            Keep();
            run.Clear();
        }

        return Keep();

        bool Keep()
        {
            if (run.Count(row => row.Fit == DaysFit.Exchanged) < LeastRun)
                return false;
            run.ForEach(row => _judged.Add(row.Row, row.Fit == DaysFit.Exchanged));
            return true;
        }
    }

    private DaysFit Fit(SheetRow row)
    {
        var (birth, joined) = _days!.Value;
        if (row[birth].IsEmpty && row[joined].IsEmpty)
            return DaysFit.None;
        if (Day(row[birth]) is not { } born || Day(row[joined]) is not { } admitted)
            return DaysFit.Unclear;
        return admitted.AddYears(Member.LeastAge) <= born ? DaysFit.Exchanged
            : born < admitted ? DaysFit.AsHeaded
            : DaysFit.Unclear;
    }

    private DateOnly? Day(SheetCell cell) => VietnameseDate.Parse(VietnameseDate.Apart(cell.Text) ?? cell.Text, _today).Value;

    [GeneratedRegex(@"^\p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’]*){1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex PersonName();

    /// <summary>How the two days of a row stand under their headings.</summary>
    private enum DaysFit
    {
        None,
        AsHeaded,
        Exchanged,
        Unclear,
    }
}
