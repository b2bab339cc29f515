using System.Security.Cryptography;
using ErrorOr;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Opens the file of a load, which passed the guards when it was handed in and passes them again.</summary>
internal static class ListOpener
{
    public static async Task<ErrorOr<ISheetFile>> OpenAsync(
        this ISheetFiles sheets, IListFiles files, ListLoad load, CancellationToken cancellationToken) =>
        await sheets.OpenAsync(load, await files.ReadAsync(load.Id, cancellationToken), cancellationToken);

    /// <param name="content">As it was read; refused where it is not what was handed in.</param>
    public static async Task<ErrorOr<ISheetFile>> OpenAsync(
        this ISheetFiles sheets, ListLoad load, byte[]? content, CancellationToken cancellationToken)
    {
        if (content is null || !SHA256.HashData(content).AsSpan().SequenceEqual(load.FileHash))
        {
            return Problem.At(
                SheetErrors.Field, "Tệp của lần nhập này không còn trong hệ thống hoặc không đọc được. Đồng chí nhập lại tệp.");
        }

        return await sheets.OpenAsync(new MemoryStream(content, writable: false), SheetLimits.Web, cancellationToken);
    }
}
