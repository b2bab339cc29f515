using PartyNet.Application.Audit;
using PartyNet.Application.Protection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>The exported roster as a sheet to work with.</summary>
internal static class RosterSheet
{
    /// <param name="unreadable">How many accounts could not be read; asked when all rows are written.</param>
    public static SheetDocument<RosterEntry> Of(
        RosterSelection selection,
        IReadOnlyList<SheetColumn<RosterEntry>> columns,
        ICommittedProcess process,
        string exporter,
        string purpose,
        Func<int> unreadable
    )
    {
        var at = VietnamTime.Full(process.At);
        var filter = selection.InWords();
        return new SheetDocument<RosterEntry>(
            "Danh sách",
            columns,
            [
                selection.Unit.Name,
                "Danh sách tài khoản mạng xã hội do đảng viên kê khai",
                $"Số liệu lúc {at}" + (filter is null ? "" : $" ({filter})"),
            ],
            count =>
            [
                $"Tổng số: {Numbers.Text(count)} đảng viên. {Declared(unreadable())}",
                $"Người xuất: {exporter}. Mục đích: {purpose}",
                $"Xuất lúc {at}. Số xuất: {process.Sequence}. Mã nhật ký: {process.Id}",
            ],
            $"Bản xuất số {process.Sequence} lúc {at}. {exporter}");
    }

    /// <summary>Which accounts stand in a list, and how many of them could not be read.</summary>
    public static string Declared(int unreadable) =>
        "Chỉ ghi tài khoản trong bản kê khai đã được xác nhận."
        + (unreadable == 0 ? "" : $" Trong đó {Numbers.Text(unreadable)} tài khoản {Unsealed.Unreadable}.");
}
