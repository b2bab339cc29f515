using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>Finds the sheet, the header and the kind of list in a file, and refuses with what is missing.</summary>
internal static class ListFinder
{
    /// <summary>Each further sheet costs reading the ones before it again; a file with more lists names the sheet.</summary>
    private const int SearchedSheets = 10;

    public static ErrorOr<ImportList> Find(ISheetFile file, ListOptions options)
    {
        var candidates = Enumerable.Range(0, file.Sheets.Count)
            .Where(sheet => options.Sheet is null ? !file.Sheets[sheet].Hidden : file.Sheets[sheet].Name == options.Sheet)
            .Take(SearchedSheets).ToList();
        if (candidates.Count == 0)
        {
            var names = string.Join(", ", file.Sheets.Select(sheet => sheet.Name));
            return Problem.At(SheetErrors.Field, $"Tệp không có trang tính “{options.Sheet}”. Các trang tính trong tệp: {names}.");
        }


        var lists = new List<(int Sheet, ErrorOr<ImportList> List)>();
        foreach (var sheet in candidates)
        {
            var source = Source(file, sheet);
            if (source.Failure is { } failure)
                return failure;
            if (Recognise(source, file, options) is { } list)
                lists.Add((sheet, list));
        }
        if (lists.Count == 0)
            return NoHeader(file, candidates, options);
        if (candidates.Count == 1 || lists[0].List.IsError)
            return lists[0].List;

        List<string> notes = [];
        if (lists.Count > 1)
        {
            var others = string.Join(", ", lists.Skip(1).Select(list => file.Sheets[list.Sheet].Name));
            var read = file.Sheets[lists[0].Sheet].Name;
            notes.Add($"Đọc trang tính “{read}”; tệp còn danh sách ở trang tính {others}, mỗi lần nhập một trang.");
        }

        return Recognise(Source(file, lists[0].Sheet), file, options, notes)!.Value;
    }

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
                source, options, file.LegacyFonts, [.. new[] { file.Assumption }.OfType<string>(), .. notes ?? []]);
            if (options.OfRoles)
            {
                if (ListHeader.Find(rows, RoleColumns.All) is { } roles)
                    return RoleSheet.Create(context, roles);
                continue;
            }

            var members = ListHeader.Find(rows, MemberFields.Columns);
            var units = ListHeader.Find(rows, UnitColumns.All);
            if (members is null && units is null)
                continue;
            return (units?.Columns.Count ?? 0) > (members?.Columns.Count ?? 0)
                ? UnitList.Create(context, units!)
                : MemberList.Create(context, members!);
        }
        return null;
    }

    private static Error NoHeader(ISheetFile file, IEnumerable<int> sheets, ListOptions options) => Problem.At(
        SheetErrors.Field,
        $"Không tìm thấy dòng tiêu đề trong {ListHeader.SearchedRows} dòng đầu của trang tính "
        + string.Join(", ", sheets.Select(sheet => $"“{file.Sheets[sheet].Name}”"))
        + (options.OfRoles
            ? ". Danh sách vai trò cần các cột Mã tổ chức, Họ và tên, Số định danh, Vai trò."
            : ". Danh sách đảng viên cần cột Họ và tên, cột Chi bộ đang sinh hoạt và một trong các cột Số thẻ đảng viên, Số CCCD, Ngày "
                + "sinh. Danh sách tổ chức cần các cột Mã, Tên, Loại, Mã cấp trên."));
}

/// <summary>What a list is made from, besides its header.</summary>
internal sealed record ListContext(ListSource Source, ListOptions Options, IReadOnlyList<string> LegacyFonts, IReadOnlyList<string> Notes);
