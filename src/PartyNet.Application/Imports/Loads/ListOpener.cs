using ErrorOr;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Opens the file of a load, which passed the guards when it was handed in and passes them again.</summary>
internal static class ListOpener
{
    public static async Task<ErrorOr<ISheetFile>> OpenAsync(
        this ISheetFiles sheets, IListFiles files, ListLoad load, CancellationToken cancellationToken)
    {
        if (await files.ReadAsync(load, cancellationToken) is not { } content)
        {
            return Problem.At(
                SheetErrors.Field, "Tệp của lần nhập này không còn trong hệ thống hoặc không đọc được. Đồng chí nhập lại tệp.");
        }

        return await sheets.OpenAsync(new MemoryStream(content, writable: false), SheetLimits.Web, cancellationToken);
    }
}
