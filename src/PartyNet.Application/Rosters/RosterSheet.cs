using PartyNet.Application.Audit;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>The exported roster as a sheet. The columns and their order are public: offices' own sheets and scripts read them.</summary>
internal static class RosterSheet
{
    private static readonly SheetColumn<RosterEntry>[] Columns =
    [
        new("STT", 6, null),
        .. MemberFields.Leading.Select(Column),
        .. Platform.WithColumn.Select(
            (platform, i) => new SheetColumn<RosterEntry>(platform.Name, platform.Column!.Width, e => e.Accounts[i])),
        new(Platform.Other.Name, 30, e => e.Accounts[^1]),
        new("Số tài khoản", 12, e => e.Count),
        new("Ngày kê khai", 13, e => e.DeclaredOn),
        new("Tình trạng", 16, e => e.State),
        new("Ghi chú", 30, e => e.Note),
        Column(MemberFields.Code),
    ];

    /// <param name="unreadable">How many accounts could not be read; asked when all rows are written.</param>
    public static SheetDocument<RosterEntry> Of(
        RosterSelection selection, ICommittedProcess process, string exporter, string purpose, Func<int> unreadable)
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
                $"Tổng số: {Numbers.Text(count)} đảng viên. Chỉ ghi tài khoản trong bản kê khai đã được xác nhận." + Missing(unreadable()),
                $"Người xuất: {exporter}. Mục đích: {purpose}",
                $"Xuất lúc {at}. Số xuất: {process.Sequence}. Mã nhật ký: {process.Id}",
            ],
            $"Bản xuất số {process.Sequence} lúc {at}. {exporter}");
    }

    private static string Missing(int unreadable) =>
        unreadable == 0 ? "" : $" Trong đó {Numbers.Text(unreadable)} tài khoản {Unsealed.Unreadable}.";

    private static SheetColumn<RosterEntry> Column(MemberField field) => new(field.Exported!.Heading, field.Exported.Width, field.Words);
}
