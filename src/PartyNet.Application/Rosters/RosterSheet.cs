using PartyNet.Application.Audit;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>The exported roster as a sheet. The columns and their order are public: offices' own sheets and scripts read them.</summary>
internal static class RosterSheet
{
    private static readonly SheetColumn<RosterEntry>[] Columns =
    [
        new("STT", 6, null),
        new("Họ và tên", 28, e => e.FullName),
        new("Ngày sinh", 12, e => e.Birth),
        new("Chi bộ", 28, e => e.UnitName),
        new("Chức vụ", 24, e => e.Position),
        new("Facebook", 36, e => e.Facebook),
        new("Zalo", 16, e => e.Zalo),
        new("TikTok", 30, e => e.TikTok),
        new("YouTube", 30, e => e.YouTube),
        new("Khác", 30, e => e.Others),
        new("Số tài khoản", 12, e => e.Count),
        new("Ngày kê khai", 13, e => e.DeclaredOn),
        new("Tình trạng", 16, e => e.State),
        new("Ghi chú", 30, e => e.Note),
    ];

    public static SheetDocument<RosterEntry> Of(RosterSelection selection, ICommittedProcess process, string exporter, string purpose)
    {
        var at = VietnamTime.Full(process.At);
        var filter = selection.InWords();
        return new SheetDocument<RosterEntry>(
            "Danh sách",
            Columns,
            [
                selection.Unit.Name,
                "Danh sách tài khoản mạng xã hội do đảng viên kê khai",
                $"Số liệu lúc {at}" + (filter is null ? "" : $" ({filter})"),
            ],
            count =>
            [
                $"Tổng số: {Numbers.Text(count)} đảng viên. Chỉ ghi tài khoản trong bản kê khai đã được xác nhận.",
                $"Người xuất: {exporter}. Mục đích: {purpose}",
                $"Xuất lúc {at}. Số xuất: {process.Sequence}. Mã nhật ký: {process.Id}",
            ],
            $"Bản xuất số {process.Sequence} lúc {at}. {exporter}");
    }
}
