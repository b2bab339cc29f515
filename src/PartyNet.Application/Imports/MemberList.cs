using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports;

/// <summary>A list of members found in a spreadsheet.</summary>
public sealed class MemberList : PeopleList<MemberRow>
{
    private readonly MemberRowReader _reader;
    private readonly IReadOnlyList<SheetRow> _sample;

    private MemberList(ListContext context, ListHeader header, Fonts fonts, DateOrders orders)
        : base(context, header, fonts, orders.Note)
    {
        _sample = context.Source.Sample;
        var exchanged = ExchangedCells.Find([.. RowsOfSample()], header, context.Options.Today);
        _reader = new MemberRowReader(header, fonts, context.Options.Today, orders, exchanged);
    }

    private protected override IEnumerable<SampleRow> OwnSample() =>
        from row in RowsOfSample()
        where IsEntry(row)
        let read = _reader.Read(row)
        select new SampleRow(row.Number, RowFact.Said(MemberFields.All.Select(field => (field.Column, field.Said(read)))), read.Problems);

    private protected override IEnumerable<(string Name, string Else)> SamplePeople() =>
        _sample.Where(IsEntry).Select(_reader.Read)
            .Select(row => (row.FullName, $"{row.BirthDate}{row.BirthYear}{row.CitizenNumber}{row.CardNumber}"));

    private protected override MemberRow Place(MemberRow row, string sheet, int page) => row.In(sheet, page);

    private protected override IEnumerable<MemberRow> OwnRows(bool isOneOfSeveral)
    {
        var sections = Sections(isOneOfSeveral);
        foreach (var row in ListedRows())
        {
            switch (_reader.Classify(row))
            {
                case RowKind.Entry:
                    yield return sections.Place(_reader.Read(row));
                    break;
                case RowKind.Other when sections.Begin(row) && !HasBranch:
                    break;
                case RowKind.Other:
                    Skip(row);
                    break;
            }
        }
    }

    private protected override BranchSections Sections(bool isOneOfSeveral) => new(
        HasBranch ? null : BranchSections.TitleAbove(_sample, HeaderRow), HasBranch || !isOneOfSeveral ? null : Sheet, FillsDown());

    private protected override bool IsEntry(SheetRow row) => _reader.Classify(row) == RowKind.Entry;

    private protected override bool IsTitle(SheetRow row) => !HasBranch && _reader.Classify(row) == RowKind.Other;

    /// <summary>
    /// A column in which each branch stands once, in the first row of its members: at least as many rows without as with one, and no branch
    /// twice in a row.
    /// </summary>
    private bool FillsDown()
    {
        if (!HasBranch || !RowsOfSample().Any(_reader.LacksBranch))
            return false;
        var branches = RowsOfSample().Where(IsEntry).Select(row => _reader.Read(row).Branch).ToList();
        return branches is [not null, ..] && branches.Count(b => b is null) >= branches.Count(b => b is not null)
            && !branches.Zip(branches.Skip(1)).Any(pair => pair.First is not null && pair.First == pair.Second);
    }

    internal static ErrorOr<ImportList> Create(ListContext context, ListHeader header)
    {
        if (!Has(MemberFields.FullName.Column) && !(Has(MemberFields.Surname) && Has(MemberFields.GivenName)))
            return Missing(context, header, MemberFields.FullName.Column.Heading);
        if (!MemberFields.All.Any(field => field.TellsApart && field.Columns.Any(Has)))
            return Missing(context, header, "Số thẻ đảng viên, Số CCCD hoặc Ngày sinh (cần ít nhất một cột để phân biệt người trùng tên)");

        var texts = MemberFields.All.Where(field => field.IsText).SelectMany(field => field.Columns);
        var fonts = Fonts.Find(context, header.LastRow, texts.SelectMany(header.Of));
        if (fonts.IsError)
            return fonts.Errors;
        var orders = DateOrders.Find(
            context.Source.Sample.Where(row => row.Number > header.LastRow), header,
            [MemberFields.Birth.Column, MemberFields.JoinedOn.Column, MemberFields.OfficialOn.Column]);
        return new MemberList(context, header, fonts.Value, orders);

        bool Has(ListColumn column) => header.Columns.Contains(column);
    }

    private static Error Missing(ListContext context, ListHeader header, string missing) =>
        ListErrors.MissingColumn(context, header.Row, missing, header.Columns.Select(column => column.Heading), header.Unused);
}

/// <summary>What a row below the header is.</summary>
internal enum RowKind
{
    /// <summary>A member or a unit.</summary>
    Entry,

    /// <summary>Nothing of content: the numbers under a header, a repeated header, a row numbered in advance.</summary>
    Nothing,

    /// <summary>Something else that a person may want to see was left out.</summary>
    Other,
}

/// <summary>Refusals of whole lists.</summary>
internal static class ListErrors
{
    public static Error MissingColumn(
        ListContext context, int headerRow, string missing, IEnumerable<string> found, IReadOnlyList<UnusedColumn> unused)
    {
        var others = unused.Select(column => $"“{column.Heading.ReplaceLineEndings(" ")}” (cột {SheetRow.ColumnName(column.Column)})");
        var unknown = unused.Count == 0 ? "" : $" Không nhận ra: {string.Join(", ", others)}.";
        return Problem.At(
            SheetErrors.Field,
            $"{context.Place} {headerRow}: thiếu cột {missing}. Đã nhận ra: {string.Join(", ", found)}.{unknown}");
    }
}
