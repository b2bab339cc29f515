using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports.Loads;

/// <summary>The first rows of a sheet and its header, as far as there is one: what a person needs who helps to read it.</summary>
/// <param name="Rows">The rows among which a header is looked for.</param>
/// <param name="Header">Found, pointed at, or only likely; null where the sheet is empty.</param>
internal sealed record ListLook(string Sheet, IReadOnlyList<SheetRow> Rows, ListHeader? Header)
{
    /// <summary>Null where the file has no such sheet.</summary>
    public static ListLook? At(ISheetFile file, ImportKind kind, ListOptions options)
    {
        ListLook? first = null;
        for (var sheet = 0; sheet < file.Sheets.Count; sheet++)
        {
            var info = file.Sheets[sheet];
            if (options.Sheet is null ? info.Hidden : info.Name != options.Sheet)
                continue;
            var (reader, rows) = (file.Read(sheet), new List<SheetRow>());
            while (rows.Count < ListHeader.SearchedRows && reader.TryRead(out var row))
                rows.Add(row);
            // An old font makes headings unreadable too: ListFinder decodes them, and what a person points at stands where it stands.
            if (ListHeader.Find(rows, Of(kind), options) is { } header)
                return new ListLook(info.Name, rows, header);
            first ??= new ListLook(info.Name, rows, ListHeader.Guess(rows, Of(kind), options));
        }

        return first;
    }

    /// <summary>The fields that lists of a kind may have.</summary>
    public static ListColumns Of(ImportKind kind) => kind switch
    {
        ImportKind.Units => UnitColumns.All,
        ImportKind.Roles => RoleColumns.All,
        ImportKind.Members => MemberFields.Columns,
        ImportKind.Accounts => AccountColumns.All,
    };
}
