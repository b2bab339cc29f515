using PartyNet.Application.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Branch;

/// <summary>Slips in words.</summary>
public static class SlipWords
{
    public static string Name(SlipState state) => state switch
    {
        SlipState.None => "Chưa có phiếu",
        SlipState.Printed => "Đã in phiếu",
        SlipState.Expired => "Phiếu hết hạn",
        SlipState.Frozen => "Phiếu bị khóa",
        SlipState.Lost => "Đã báo mất phiếu",
        SlipState.UsedOnce => "Đã dùng phiếu một lần",
        SlipState.Activated => "Đã kích hoạt",
    };

    public static StatusKind Kind(SlipState state) => state switch
    {
        SlipState.None => StatusKind.Neutral,
        SlipState.Printed => StatusKind.Info,
        SlipState.Expired or SlipState.Frozen or SlipState.Lost => StatusKind.Warning,
        SlipState.UsedOnce => StatusKind.Neutral,
        SlipState.Activated => StatusKind.Plain,
    };

    public static string Since(SlipRow row) => row switch
    {
        { State: SlipState.Printed, Since: { } at, LastDay: { } last } => $"in {Day(at)}, dùng đến hết {VietnamTime.Date(last)}",
        { State: SlipState.Expired, LastDay: { } last } => $"chỉ dùng đến hết {VietnamTime.Date(last)}",
        { State: SlipState.Frozen, Since: { } at } => $"nhập sai năm lần, {Day(at)}",
        { Since: { } at } => Day(at),
        _ => "–",
    };

    /// <summary>Whom to call, as it stands on the slip.</summary>
    public static string Help(PrintedSlip slip)
    {
        var name = slip.Help switch
        {
            { Contact: { } secretary } => $"đồng chí {secretary.FullName}, bí thư chi bộ",
            { UnitName: { } unit } => unit,
            _ => "quản trị hệ thống",
        };
        return slip.HelpPhone is { } phone ? $"{name}, điện thoại {VietnamesePhoneNumber.Readable(phone)}" : name;
    }

    private static string Day(DateTimeOffset at) => VietnamTime.Date(VietnamTime.Day(at));
}
