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
        return Read(ListedRows(), sections, row =>
        {
            if (HasBranch || !sections.Begin(row))
                Skip(row);
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => RowsOfSample().Any(IsNameless)
        ? [.. base.Notes, "Dòng không ghi họ và tên được hiểu là tài khoản của đồng chí ở dòng trên."]
        : base.Notes;

    private protected override IReadOnlyCollection<ListColumn> Shared => [.. base.Shared, AccountColumns.Network];

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

    private IEnumerable<AccountRow> Sample() => Read(RowsOfSample(), Sections(isOneOfSeveral: false), static _ => { });

    /// <summary>One for each row with accounts: further ones of a member may stand in the rows below their name.</summary>
    /// <param name="other">Takes a row that is nobody's.</param>
    private IEnumerable<AccountRow> Read(IEnumerable<SheetRow> rows, BranchSections sections, Action<SheetRow> other)
    {
        (SheetRow Row, AccountRow Read)? named = null;
        foreach (var row in rows)
        {
            if (IsEntry(row))
            {
                var read = Read(row, sections);
                named = (row, read);
                yield return read;
            }
            else if (IsNameless(row))
            {
                yield return named is { } above && Continues(row, above.Row)
                    ? Below(above.Read, row)
                    : Read(row, sections, mayBeAbove: named is not null);
            }
            else if (!IsNothing(row))
            {
                named = null;
                other(row);
            }
        }
    }

    private protected override BranchSections Sections(bool isOneOfSeveral) =>
        new(HasBranch ? null : _title, HasBranch || !isOneOfSeveral ? null : Sheet, fillsDown: false);

    private protected override bool IsTitle(SheetRow row) => !HasBranch && !IsEntry(row) && !IsNameless(row) && !IsNothing(row);

    internal static ErrorOr<ImportList> Create(ListContext context, ListHeader header)
    {
        var missing = new List<string>();
        if (!Has(MemberFields.FullName.Column) && !(Has(MemberFields.Surname) && Has(MemberFields.GivenName)))
            missing.Add(MemberFields.FullName.Column.Heading);
        if (!AccountColumns.Accounts.Any(account => Has(account.Column)))
        {
            missing.Add(Has(AccountColumns.Network)
                ? "tài khoản hoặc đường dẫn ở mạng xã hội mà mỗi dòng nêu (Tài khoản, Link)"
                : "ít nhất một cột tài khoản (Zalo, Facebook, TikTok, YouTube, Khác, Tài khoản mạng xã hội)");
        }

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

    private AccountRow Read(SheetRow row, BranchSections sections, bool mayBeAbove = false)
    {
        var cells = Cells(row);
        if (mayBeAbove)
        {
            cells.Block(
                MemberFields.FullName.Column,
                "Dòng này không có họ và tên mà có số thứ tự hoặc thông tin riêng nên không biết của ai. Ghi họ và tên vào dòng này.");
        }

        var person = AccountColumns.Who.Aggregate(
            new MemberRow { Number = row.Number, FullName = "" }, (sofar, field) => field.Read(sofar, cells, field.Column));
        var accounts = cells.Accounts();
        return new AccountRow(sections.Place(person) with { Problems = cells.Problems }, accounts);
    }

    /// <summary>The accounts of a row, and the person of the row above with whatever holds them up.</summary>
    private AccountRow Below(AccountRow above, SheetRow row)
    {
        var cells = Cells(row);
        var accounts = cells.Accounts();
        var problems = above.Person.Problems.Where(problem => problem is { Blocks: true, LeavesOut: false })
            .Select(problem => problem with { Row = row.Number });
        return new AccountRow(above.Person with { Number = row.Number, Problems = [.. problems, .. cells.Problems] }, accounts);
    }

    /// <summary>
    /// Whether a row without a name says nothing of anybody else than the row above it: no number in the list and nothing of a person, or
    /// only the same; a name that is merged or meant by a mark is numbered as its account.
    /// </summary>
    private bool Continues(SheetRow row, SheetRow above)
    {
        var isNamed = Header.Of(MemberFields.FullName.Column).Any(at => row[at].Inherited || DittoMarks.IsMark(row[at].Text));
        return AccountColumns.Who.SelectMany(field => field.Columns).Concat(isNamed ? [] : [MemberFields.Ordinal]).SelectMany(Header.Of)
            .All(at => row[at].IsEmpty || row[at].Inherited || DittoMarks.IsMark(row[at].Text) || row[at].Text == above[at].Text);
    }

    /// <summary>No name of its own, and accounts or the name of a network.</summary>
    private bool IsNameless(SheetRow row)
    {
        var cells = Cells(row);
        return (cells.Inherits(MemberFields.FullName.Column) || cells.Name().Length == 0)
            && (cells.Accounts().Count > 0
                || (cells.HasOwn(AccountColumns.Network) && AccountNetwork.IsNamedIn(cells.Text(AccountColumns.Network) ?? "")));
    }

    /// <summary>A name, and beside it an account, a branch or a number in the list.</summary>
    private protected override bool IsEntry(SheetRow row)
    {
        var cells = Cells(row);
        var name = cells.Name();
        return name.Any(char.IsLetter) && !cells.Inherits(MemberFields.FullName.Column) && !IsHeading(name)
            && !MemberRowReader.IsClosing(name)
            && AccountColumns.Accounts.Select(account => account.Column).Append(AccountColumns.Network).Append(MemberFields.Ordinal)
                .Append(MemberFields.Branch.Column)
                .Any(cells.HasOwn);
    }

    /// <summary>The header once more, or the numbers under it.</summary>
    private bool IsNothing(SheetRow row) =>
        Cells(row).Name() is { Length: > 0 } name && (IsHeading(name) || !name.Any(char.IsLetter));

    private static bool IsHeading(string name) => AccountColumns.All.Find(name) == MemberFields.FullName.Column;
}
