using ErrorOr;
using PartyNet.Application.Imports.Templates;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// The sheets of a file with those rows alone that are to be mended, and what these need to be read again as they were: the header with
/// what stands above it, the section that a row stood in, and in its cells what other rows of the file said of them.
/// </summary>
internal sealed class HeldSheets
{
    private readonly ISheetFile _file;
    private readonly ListOptions _options;
    private readonly IReadOnlyDictionary<int, PlannedRowView> _held;
    private readonly Dictionary<int, Entry> _entries;

    private HeldSheets(ISheetFile file, ListOptions options, IReadOnlyDictionary<int, PlannedRowView> held, ImportList list) =>
        (_file, _options, _held, _entries) = (file, options, held, Entries(list));

    public static ErrorOr<List<MarkedSheet>> Compose(
        ISheetFile file, ListOptions options, IReadOnlyDictionary<int, PlannedRowView> held)
    {
        var read = ImportList.Open(file, options);
        if (read.IsError)
            return read.Errors;
        var names = read.Value.Sheets;
        var composed = new HeldSheets(file, options, held, read.Value);
        var sheets = new List<MarkedSheet>();
        for (var page = 0; page < names.Count; page++)
        {
            var one = ImportList.Open(file, options with { Sheet = names[page], HeaderRow = page == 0 ? options.HeaderRow : null });
            if (one.IsError)
                return one.Errors;
            if (composed.Sheet(one.Value, page) is { } sheet)
                sheets.Add(sheet with { Name = names[page] });
        }

        return names.Count > 1 && sheets is [var only] ? [AsOneOfSeveral(only)] : sheets;
    }

    /// <summary>
    /// The name of a sheet may be that of the branch only where there are several: of one that is left it becomes a title.
    /// </summary>
    private static MarkedSheet AsOneOfSeveral(MarkedSheet sheet) => sheet with
    {
        Rows = [.. sheet.Rows.Take(sheet.HeaderRows), [new MarkedCell(sheet.Name)], .. sheet.Rows.Skip(sheet.HeaderRows)],
    };

    /// <summary>Every row that is one of the list.</summary>
    private static Dictionary<int, Entry> Entries(ImportList list) => list switch
    {
        MemberList members => members.Rows().ToDictionary(row => row.Number, row => new Entry(row.Branch, row)),
        UnitList units => units.Rows().ToDictionary(row => row.Number, _ => new Entry(null, null)),
        AccountList accounts => accounts.Rows().ToDictionary(row => row.Number, row => new Entry(row.Person.Branch, row.Person)),
        RoleSheet roles => roles.Rows().ToDictionary(row => row.Number, row => new Entry(row.Unit, row.Person)),
        var other => throw new InvalidOperationException($"Nobody hands out rows of a {other.GetType().Name}."),
    };

    /// <summary>Null where no row of the sheet is held.</summary>
    private MarkedSheet? Sheet(ImportList list, int page)
    {
        var number = Enumerable.Range(0, _file.Sheets.Count).First(sheet => _file.Sheets[sheet].Name == list.Sheet);
        var last = list.Columns.Where(column => !ListHeader.IsErrorHeading(column.Heading)).Max(column => column.Column) + 1;
        List<IReadOnlyList<MarkedCell>> rows =
        [
            .. Rows(_file.Read(number)).TakeWhile(row => row.Number <= list.LastHeaderRow)
                .Select(row => Titles(list, row, last, row.Number == list.HeaderRow ? ListHeader.ErrorHeading : "")),
        ];
        var names = list.Columns.Where(column => MemberFields.FullName.Columns.Any(name => name.Heading == column.Field)).ToList();
        var (sections, header, above) = (new List<IReadOnlyList<MarkedCell>>(), rows.Count, (SheetRow?)null);
        foreach (var row in list.Below(Rows(_file.Read(number))))
        {
            var place = RowPlace.NumberOf(page, row.Number);
            var isEntry = _entries.TryGetValue(place, out var entry);
            if (_held.TryGetValue(place, out var problem))
            {
                rows.AddRange(sections);
                sections.Clear();
                rows.Add(Held(list, row, above, last, problem, entry));
            }
            else if (!isEntry && !ListTemplate.IsExample(row))
            {
                // Of two titles one above the other the first may be the branch's.
                sections.Add(Titles(list, row, last, ""));
            }
            else
            {
                Forget(sections);
            }

            above = isEntry && names.Exists(name => !row[name.Column].IsEmpty && !row[name.Column].Inherited) ? row : above;
        }

        return rows.Count > header ? new MarkedSheet("", header, rows) : null;
    }

    /// <summary>A section goes on below a row that was loaded; what stood before it counts no more.</summary>
    private static void Forget(List<IReadOnlyList<MarkedCell>> sections)
    {
        if (sections.Count > 1)
            sections.RemoveRange(0, sections.Count - 1);
    }

    private List<MarkedCell> Held(ImportList list, SheetRow row, SheetRow? above, int last, PlannedRowView problem, Entry? entry)
    {
        var reasons = problem.Problems.Where(one => one.Blocks || one.LeavesOut).ToList();
        var cells = Cells(list, row, last, string.Join(' ', reasons.Select(one => one.Reason).Distinct()));
        foreach (var column in list.Columns.Where(column => column.Column < last && column.Field is not null))
        {
            var text = cells[column.Column].Text;
            if ((text.Length == 0 ? Said(list, column, above, entry) : InOneOrder(column, text, entry)) is { } said)
                cells[column.Column] = new MarkedCell(said);
        }

        foreach (var column in reasons.Select(one => one.Column ?? list.Columns.FirstOrDefault(c => c.Field == one.Header)?.Column))
        {
            if (column is { } marked && marked < last)
                cells[marked] = cells[marked] with { IsMarked = true };
        }

        return cells;
    }

    /// <summary>What another row or a merged cell says of a blank one; null where none does.</summary>
    private static string? Said(ImportList list, HeadedColumn column, SheetRow? above, Entry? entry) =>
        column.Field == MemberFields.Branch.Column.Heading || column.Field == RoleColumns.Unit.Heading ? entry?.Unit
        : list is AccountList && above is not null && entry?.Person is { FullName.Length: > 0 }
            && AccountColumns.Who.SelectMany(field => field.Columns).Any(of => of.Heading == column.Field)
            ? list.TextOf(above, column.Column)
        : null;

    /// <summary>
    /// A day that was read month first, because its column is, as it is read by itself. Null where nothing changes.
    /// </summary>
    private string? InOneOrder(HeadedColumn column, string text, Entry? entry)
    {
        var day = entry?.Person is not { } person ? null
            : column.Field == MemberFields.Birth.Column.Heading ? person.BirthDate
            : column.Field == MemberFields.JoinedOn.Column.Heading ? person.JoinedOn
            : column.Field == MemberFields.OfficialOn.Column.Heading ? person.OfficialOn
            : null;
        if (day is not { } meant || VietnameseDate.Parse(text, _options.Today).Value == meant)
            return null;
        var apart = VietnameseDate.Apart(text, isPadded: true);
        return VietnameseDate.Parse(apart, _options.Today).Value == meant
            || VietnameseDate.ParseMonthFirst(apart ?? text, _options.Today).Value == meant
            ? VietnamTime.Date(meant)
            : null;
    }

    /// <summary>A row of the header or a title: what is merged stands once, and stays merged.</summary>
    private static List<MarkedCell> Titles(ImportList list, SheetRow row, int last, string end)
    {
        var cells = Cells(list, row, last, end);
        for (var column = 0; column < last; column++)
        {
            if (row[column].Inherited)
                cells[column] = new MarkedCell("", GoesOn: column > 0 && IsMerged(row, column));
        }

        return cells;
    }

    /// <summary>In one cell of several that are merged side by side its text stands once.</summary>
    private static List<MarkedCell> Cells(ImportList list, SheetRow row, int last, string end) =>
    [
        .. Enumerable.Range(0, last).Select(column => new MarkedCell(IsMerged(row, column) ? "" : Text(list, row, column))),
        new MarkedCell(end),
    ];

    /// <summary>Of an account the link behind the words of a cell, as a workbook of texts has no other place for it.</summary>
    private static string Text(ImportList list, SheetRow row, int column) =>
        list.TextOf(row, column) is var text && list is AccountList && row[column].Link is { } link && Platform.OfLink(text) is null
            && AccountColumns.Accounts.Any(account => list.Columns.Any(c => c.Column == column && c.Field == account.Column.Heading))
            ? link
            : text;

    /// <summary>Whether the cell goes on with one on its left, which has the text of both.</summary>
    private static bool IsMerged(SheetRow row, int column)
    {
        var first = column;
        while (first > 0 && row[first].Inherited && row[first].Text == row[first - 1].Text)
            first--;
        return first < column && !row[first].Inherited;
    }

    private static IEnumerable<SheetRow> Rows(ISheetReader reader)
    {
        while (reader.TryRead(out var row))
            yield return row;
    }

    /// <summary>A row of the list as it was read.</summary>
    /// <param name="Unit">The branch of a member, or the unit of a role, whatever row says it.</param>
    private sealed record Entry(string? Unit, MemberRow? Person);
}
