using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>Finds the sheet, the header and the kind of list in a file, and refuses with what is missing.</summary>
internal static class ListFinder
{
    /// <summary>A sheet of which more people stand in an earlier one is an extract of it.</summary>
    private const double MostRepeated = 0.2;

    public static ErrorOr<ImportList> Find(ISheetFile file, ListOptions options)
    {
        var candidates = Enumerable.Range(0, file.Sheets.Count)
            .Where(sheet => options.Sheet is null ? !file.Sheets[sheet].Hidden : file.Sheets[sheet].Name == options.Sheet)
            .ToList();
        if (candidates.Count == 0)
        {
            var names = string.Join(", ", file.Sheets.Select(sheet => sheet.Name));
            return Problem.At(SheetErrors.Field, $"Tệp không có trang tính “{options.Sheet}”. Các trang tính trong tệp: {names}.");
        }

        var further = options with { HeaderRow = null };
        var lists = new List<(int Sheet, ErrorOr<ImportList> List)>();
        foreach (var sheet in candidates)
        {
            var source = Source(file, sheet);
            if (source.Failure is { } failure)
                return failure;
            if (Recognise(source, file, lists.Count == 0 ? options : further) is { } list)
                lists.Add((sheet, list));
        }
        if (lists.Count == 0)
            return NoHeader(file, candidates, options);
        if (candidates.Count == 1 || lists[0].List.IsError)
            return lists[0].List;

        var (read, left) = Together(lists.ConvertAll(list => (list.Sheet, list.List.IsError ? null : list.List.Value)), options.AllSheets);
        List<string> notes = [];
        if (read.Count > 1)
            notes.Add($"Đọc {read.Count} trang tính: {Names(read)}.");
        if (left.Count > 0)
            notes.Add($"Đọc trang tính {Names(read)}; tệp còn danh sách ở trang tính {Names(left)}, mỗi lần nhập một trang.");
        var first = Recognise(Source(file, read[0]), file, options, notes)!.Value;
        if (read.Count > 1)
        {
            ((IPeopleList)first.Value).Continue(
                [.. read.Skip(1).Select(sheet => file.Sheets[sheet].Name)],
                [.. read.Skip(1).Select(sheet => (Func<ImportList>)(() => Again(file, sheet, further)))]);
        }

        return first;

        string Names(IEnumerable<int> sheets) => string.Join(", ", sheets.Select(sheet => $"“{file.Sheets[sheet].Name}”"));
    }

    /// <summary>The sheets that make one list with the first, such as one for each branch, and the others.</summary>
    /// <param name="all">Somebody has said that they are.</param>
    private static (List<int> Read, List<int> Left) Together(List<(int Sheet, ImportList? List)> lists, bool all)
    {
        var (read, left) = (new List<int> { lists[0].Sheet }, new List<int>());
        var people = lists[0].List is IPeopleList first ? first.SamplePeople().ToHashSet() : [];
        foreach (var (sheet, list) in lists.Skip(1))
        {
            var theirs = list is IPeopleList further && list.GetType() == lists[0].List?.GetType() ? further.SamplePeople().ToList() : [];
            var isFurther = theirs.Count > 0 && (all || theirs.Count(people.Contains) <= theirs.Count * MostRepeated);
            (isFurther ? read : left).Add(sheet);
            if (isFurther)
                people.UnionWith(theirs);
        }

        return (read, left);
    }

    /// <summary>Opened once more: of several sheets only one is open at a time.</summary>
    private static ImportList Again(ISheetFile file, int sheet, ListOptions options) =>
        Recognise(Source(file, sheet), file, options)!.Value.Value;

    private static ListSource Source(ISheetFile file, int sheet) => new(file.Sheets[sheet].Name, file.Read(sheet));

    /// <summary>Null where the sheet has no header of any list.</summary>
    private static ErrorOr<ImportList>? Recognise(
        ListSource source, ISheetFile file, ListOptions options, IEnumerable<string>? notes = null)
    {
        foreach (var encoding in new[] { LegacyEncoding.Unicode, LegacyEncoding.Tcvn3, LegacyEncoding.Vni })
        {
            var rows = encoding == LegacyEncoding.Unicode
                ? source.Sample
                : [.. source.Sample.Take(ListHeader.SearchedRows).Select(row => Fonts.Decode(row, encoding))];
            var context = new ListContext(
                source, options, file.LegacyFonts, [.. new[] { file.Assumption }.OfType<string>(), .. notes ?? []], HasSheets(file));
            if (Recognise(context, rows) is { } list)
                return list;
        }
        return null;
    }

    private static ErrorOr<ImportList>? None => null;

    private static ErrorOr<ImportList>? Recognise(ListContext context, IReadOnlyList<SheetRow> rows)
    {
        switch (context.Options.Kind)
        {
            case ImportKind.Roles:
                return Header(RoleColumns.All) is { } roles ? RoleSheet.Create(context, roles) : None;
            case ImportKind.Units:
                return Header(UnitColumns.All) is { } units ? UnitList.Create(context, units) : None;
            case ImportKind.Members:
                return Header(MemberFields.Columns) is { } members ? MemberList.Create(context, members) : None;
            case ImportKind.Accounts:
                return Header(AccountColumns.All) is { } accounts ? AccountList.Create(context, accounts) : None;
            default:
                var (ofMembers, ofUnits) = (Header(MemberFields.Columns), Header(UnitColumns.All));
                var ofAccounts = Header(AccountColumns.All);
                if (ofAccounts is not null && AccountColumns.AreThePoint(ofAccounts))
                    return AccountList.Create(context, ofAccounts);
                return (ofUnits?.Columns.Count ?? 0) > (ofMembers?.Columns.Count ?? 0) ? UnitList.Create(context, ofUnits!)
                    : ofMembers is not null ? MemberList.Create(AccountColumns.Told(context, ofAccounts), ofMembers)
                    : None;
        }

        ListHeader? Header(ListColumns columns) => ListHeader.Find(rows, columns, context.Options);
    }

    private static bool HasSheets(ISheetFile file) => file.Format != SheetFormat.Csv;

    private static Error NoHeader(ISheetFile file, IEnumerable<int> sheets, ListOptions options) => Problem.At(
        SheetErrors.Field,
        $"Không tìm thấy dòng tiêu đề trong {ListHeader.SearchedRows} dòng đầu của "
        + (HasSheets(file) ? $"trang tính {string.Join(", ", sheets.Select(sheet => $"“{file.Sheets[sheet].Name}”"))}." : "tệp.")
        + options.Kind switch
        {
            ImportKind.Roles => RolesNeed,
            ImportKind.Units => UnitsNeed,
            ImportKind.Members => MembersNeed,
            ImportKind.Accounts => AccountsNeed,
            _ => MembersNeed + UnitsNeed,
        });

    private const string MembersNeed =
        " Danh sách đảng viên cần cột Họ và tên, cột Chi bộ đang sinh hoạt (chi bộ tự nhập danh sách của mình thì không cần) "
            + "và một trong các cột Số thẻ đảng viên, Số CCCD, Ngày sinh.";

    private const string AccountsNeed =
        " Danh sách tài khoản cần cột Họ và tên, cột Chi bộ và ít nhất một cột tài khoản (Zalo, Facebook, TikTok, YouTube, Khác).";

    private const string UnitsNeed = " Danh sách tổ chức cần các cột Mã, Tên, Loại, Mã cấp trên.";

    private const string RolesNeed = " Danh sách vai trò cần các cột Tổ chức (danh sách của một chi bộ thì không cần), Họ và tên, "
        + "Vai trò, và một trong các cột Số định danh, Ngày sinh, Số điện thoại, Mã PartyNet.";
}

/// <summary>What a list is made from, besides its header.</summary>
internal sealed record ListContext(
    ListSource Source, ListOptions Options, IReadOnlyList<string> LegacyFonts, IReadOnlyList<string> Notes, bool HasSheets)
{
    /// <summary>Where a header stands, before its number.</summary>
    public string Place => HasSheets ? $"Trang tính “{Source.Sheet}”, dòng tiêu đề" : "Dòng tiêu đề";
}
