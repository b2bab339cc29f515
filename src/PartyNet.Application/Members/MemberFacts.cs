using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>The facts that a member may ask to be put right, as pages name them, and the field of a list that each of them is.</summary>
public static class MemberFacts
{
    /// <summary>In the order in which the member reads them.</summary>
    public static IReadOnlyList<Choice<MemberFact>> All { get; } =
    [
        new("ho-ten", "Họ và tên", MemberFact.FullName),
        new("ngay-sinh", "Ngày sinh", MemberFact.Birth),
        new("noi-cu-tru", "Chi bộ nơi cư trú", MemberFact.Residence),
        new("ngay-vao-dang", "Ngày vào Đảng", MemberFact.JoinedOn),
        new("ngay-chinh-thuc", "Ngày chính thức", MemberFact.OfficialOn),
        new("tinh-trang", "Loại đảng viên, tình trạng sinh hoạt", MemberFact.Status),
        new("cong-tac", "Công tác", MemberFact.Work),
        new("chuc-vu", "Chức vụ", MemberFact.Position),
        new("dien-thoai", "Số điện thoại", MemberFact.Phone),
        new("so-the", "Số thẻ đảng viên", MemberFact.CardNumber),
        new("so-dinh-danh", "Số định danh cá nhân", MemberFact.CitizenNumber),
    ];

    public static string Name(this MemberFact fact) => All.Of(fact).Name;

    /// <summary>The number of a person that the fact is; null for the others, which stand in clear.</summary>
    public static MemberNumber? Number(this MemberFact fact) => fact switch
    {
        MemberFact.Phone => MemberNumber.Phone,
        MemberFact.CardNumber => MemberNumber.Card,
        MemberFact.CitizenNumber => MemberNumber.Citizen,
        _ => null,
    };

    internal static MemberField Field(this MemberFact fact) => fact switch
    {
        MemberFact.FullName => MemberFields.FullName,
        MemberFact.Birth => MemberFields.Birth,
        MemberFact.JoinedOn => MemberFields.JoinedOn,
        MemberFact.OfficialOn => MemberFields.OfficialOn,
        MemberFact.Status => MemberFields.Status,
        MemberFact.Work => MemberFields.Work,
        MemberFact.Position => MemberFields.Position,
        MemberFact.Residence => MemberFields.Residence,
        MemberFact.Phone => MemberFields.Phone,
        MemberFact.CardNumber => MemberFields.CardNumber,
        MemberFact.CitizenNumber => MemberFields.CitizenNumber,
    };
}
