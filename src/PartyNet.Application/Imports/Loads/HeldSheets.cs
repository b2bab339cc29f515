using ErrorOr;
using PartyNet.Application.Imports.Templates;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// The sheets of a file with those rows alone that were held, and what these need to be read again: the header with what stands above it,
/// and the section that a row stood in.
/// </summary>
internal static class HeldSheets
{
    public static ErrorOr<List<MarkedSheet>> Compose(
        ISheetFile file, ListOptions options, IReadOnlyDictionary<int, PlannedRowView> held)
    {
        var read = ImportList.Open(file, options);
        if (read.IsError)
            return read.Errors;
        var (names, entries) = (read.Value.Sheets, Entries(read.Value));
        var sheets = new List<MarkedSheet>();
        for (var page = 0; page < names.Count; page++)
        {
            var one = ImportList.Open(file, options with { Sheet = names[page], HeaderRow = page == 0 ? options.HeaderRow : null });
            if (one.IsError)
                return one.Errors;
            var number = Enumerable.Range(0, file.Sheets.Count).First(sheet => file.Sheets[sheet].Name == names[page]);
            if (Sheet(file.Read(number), one.Value, page, entries, held) is { } sheet)
                sheets.Add(sheet with { Name = names[page] });
        }

        return sheets;
    }

    /// <summary>
    /// Every row that is one of the list, with the branch of a member, or the unit of a role, where another row or a merged cell says it.
    /// </summary>
    private static Dictionary<int, string?> Entries(ImportList list) => list switch
    {
        MemberList members => members.Rows().ToDictionary(row => row.Number, row => row.Branch),
        UnitList units => units.Rows().ToDictionary(row => row.Number, _ => (string?)null),
        AccountList accounts => accounts.Rows().ToDictionary(row => row.Number, row => row.Person.Branch),
        RoleSheet roles => roles.Rows().ToDictionary(row => row.Number, row => row.Unit),
        var other => throw new InvalidOperationException($"Nobody hands out rows of a {other.GetType().Name}."),
    };

    /// <summary>Null where no row of the sheet is held.</summary>
    private static MarkedSheet? Sheet(
        ISheetReader reader, ImportList list, int page, Dictionary<int, string?> entries, IReadOnlyDictionary<int, PlannedRowView> held)
    {
        var (rows, sections, count) = (new List<IReadOnlyList<MarkedCell>>(), new List<IReadOnlyList<MarkedCell>>(), 0);
        var errorColumn = list.Columns.Where(column => !ListHeader.IsErrorHeading(column.Heading)).Max(column => column.Column) + 1;
        while (reader.TryRead(out var row))
        {
            var place = RowPlace.NumberOf(page, row.Number);
            if (row.Number <= list.LastHeaderRow)
            {
                rows.Add(Cells(list, row, errorColumn, row.Number == list.HeaderRow ? ListHeader.ErrorHeading : ""));
                count = rows.Count;
            }
            else if (held.TryGetValue(place, out var problem))
            {
                rows.AddRange(sections);
                sections.Clear();
                rows.Add(Held(list, row, errorColumn, problem, entries.GetValueOrDefault(place)));
            }
            else if (!entries.ContainsKey(place) && !ListTemplate.IsExample(row))
            {
                // Of two titles one above the other the first may be the branch's.
                sections.Add(Cells(list, row, errorColumn, ""));
            }
            else
            {
                Forget(sections);
            }
        }

        return rows.Count > count ? new MarkedSheet("", count, rows) : null;
    }

    /// <summary>A section goes on below a row that was loaded; what stood before it counts no more.</summary>
    private static void Forget(List<IReadOnlyList<MarkedCell>> sections)
    {
        if (sections.Count > 1)
            sections.RemoveRange(0, sections.Count - 1);
    }

    private static List<MarkedCell> Held(ImportList list, SheetRow row, int errorColumn, PlannedRowView problem, string? branch)
    {
        var reasons = problem.Problems.Where(one => one.Blocks).ToList();
        var cells = Cells(list, row, errorColumn, string.Join(' ', reasons.Select(one => one.Reason).Distinct()));
        var branchColumn = list.Columns.FirstOrDefault(
            column => column.Field == MemberFields.Branch.Column.Heading || column.Field == RoleColumns.Unit.Heading)?.Column;
        if (branch is not null && branchColumn is { } at && cells[at].Text.Length == 0)
            cells[at] = new MarkedCell(branch);
        foreach (var column in reasons.Select(one => one.Column ?? list.Columns.FirstOrDefault(c => c.Field == one.Header)?.Column))
        {
            if (column is { } marked && marked < errorColumn)
                cells[marked] = cells[marked] with { IsMarked = true };
        }

        return cells;
    }

    private static List<MarkedCell> Cells(ImportList list, SheetRow row, int errorColumn, string last) =>
        [.. Enumerable.Range(0, errorColumn).Select(column => new MarkedCell(list.TextOf(row, column))), new MarkedCell(last)];
}
