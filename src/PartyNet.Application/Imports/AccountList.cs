using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports;

/// <summary>One member of a list of accounts, and what the list has beside them.</summary>
/// <param name="Person">Who is meant, as a list of members would have them, with the problems of the whole row.</param>
public sealed record AccountRow(MemberRow Person, IReadOnlyList<ListedAccount> Accounts)
{
    /// <summary>Row of the sheet, counted from 1.</summary>
    public int Number => Person.Number;

    /// <summary>The row as one of several sheets has it.</summary>
    internal AccountRow In(string sheet, int page) => this with { Person = Person.In(sheet, page) };
}

/// <summary>A list of accounts that were collected before members declare them.</summary>
public sealed class AccountList : PeopleList<AccountRow>
{
    private readonly string? _title;

    private AccountList(ListContext context, ListHeader header, Fonts fonts)
        : base(context, header, fonts) =>
        _title = BranchSections.TitleAbove(context.Source.Sample, header.Row);

    private protected override AccountRow Place(AccountRow row, string sheet, int page) => row.In(sheet, page);

    private protected override IEnumerable<AccountRow> OwnRows(bool isOneOfSeveral)
    {
        var sections = Sections(isOneOfSeveral);
        foreach (var row in ListedRows())
        {
            if (IsEntry(row))
                yield return Read(row, sections);
            else if (!IsNothing(row) && (HasBranch || !sections.Begin(row)))
                Skip(row);
        }
    }

    private protected override IEnumerable<SampleRow> OwnSample() =>
        from read in Sample()
        let accounts = string.Join("; ", read.Accounts.Select(account => $"{account.Platform.Name}: {account.Address.Display}"))
        select new SampleRow(
            read.Number,
            RowFact.Said(
                (MemberFields.FullName.Column, read.Person.FullName), (MemberFields.Branch.Column, read.Person.Branch),
                (AccountColumns.Any, accounts)),
            read.Person.Problems);

    private protected override IEnumerable<(string Name, string Else)> SamplePeople() =>
        Sample().Select(read => (read.Person.FullName, string.Join(' ', read.Accounts.Select(account => account.Canonical))));

    private IEnumerable<AccountRow> Sample()
    {
        var sections = Sections(isOneOfSeveral: false);
        return RowsOfSample().Where(IsEntry).Select(row => Read(row, sections));
    }

    private protected override BranchSections Sections(bool isOneOfSeveral) =>
        new(HasBranch ? null : _title, HasBranch || !isOneOfSeveral ? null : Sheet, fillsDown: false);

    private protected override bool IsTitle(SheetRow row) => !HasBranch && !IsEntry(row) && !IsNothing(row);

    internal static ErrorOr<ImportList> Create(ListContext context, ListHeader header)
    {
        var missing = new List<string>();
        if (!Has(MemberFields.FullName.Column) && !(Has(MemberFields.Surname) && Has(MemberFields.GivenName)))
            missing.Add(MemberFields.FullName.Column.Heading);
        if (!AccountColumns.Accounts.Any(account => Has(account.Column)))
            missing.Add("ít nhất một cột tài khoản (Zalo, Facebook, TikTok, YouTube, Khác, Tài khoản mạng xã hội)");
        if (missing.Count > 0)
        {
            return ListErrors.MissingColumn(
                context, header.Row, string.Join(", ", missing), header.Columns.Select(column => column.Heading),
                header.Unused);
        }

        var texts = AccountColumns.Who.Where(field => field.IsText).SelectMany(field => field.Columns);
        var fonts = Fonts.Find(context, header.LastRow, texts.SelectMany(header.Of));
        return fonts.IsError ? fonts.Errors : new AccountList(context, header, fonts.Value);

        bool Has(ListColumn column) => header.Columns.Contains(column);
    }

    private AccountRow Read(SheetRow row, BranchSections sections)
    {
        var cells = Cells(row);
        var person = AccountColumns.Who.Aggregate(
            new MemberRow { Number = row.Number, FullName = "" }, (sofar, field) => field.Read(sofar, cells, field.Column));
        var accounts = cells.Accounts();
        return new AccountRow(sections.Place(person) with { Problems = cells.Problems }, accounts);
    }

    /// <summary>A name, and beside it an account, a branch or a number in the list.</summary>
    private protected override bool IsEntry(SheetRow row)
    {
        var cells = Cells(row);
        var name = cells.Name();
        return name.Any(char.IsLetter) && !cells.Inherits(MemberFields.FullName.Column) && !IsHeading(name)
            && !MemberRowReader.IsClosing(name)
            && AccountColumns.Accounts.Select(account => account.Column).Append(MemberFields.Ordinal).Append(MemberFields.Branch.Column)
                .Any(cells.HasOwn);
    }

    /// <summary>The header once more, or the numbers under it.</summary>
    private bool IsNothing(SheetRow row) =>
        Cells(row).Name() is { Length: > 0 } name && (IsHeading(name) || !name.Any(char.IsLetter));

    private static bool IsHeading(string name) => AccountColumns.All.Find(name) == MemberFields.FullName.Column;
}
