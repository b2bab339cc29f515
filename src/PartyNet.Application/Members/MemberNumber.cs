using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>A number of a person that is sealed, shown masked, and revealed one at a time.</summary>
public sealed record MemberNumber
{
    private MemberNumber(string code, string name, SecretField secret, Func<Member, byte[]?> heldBy) =>
        (Code, Name, Secret, HeldBy) = (code, name, secret, heldBy);

    public static MemberNumber Phone { get; } =
        new("dien-thoai", "Số điện thoại", SecretField.MemberPhone, member => member.Phone);

    public static MemberNumber Card { get; } =
        new("so-the", "Số thẻ đảng viên", SecretField.MemberCardNumber, member => member.CardNumber);

    public static MemberNumber Citizen { get; } =
        new("so-dinh-danh", "Số định danh cá nhân", SecretField.MemberCitizenNumber, member => member.CitizenNumber);

    public static IReadOnlyList<Choice<MemberNumber>> All { get; } =
        [.. new[] { Phone, Card, Citizen }.Select(number => new Choice<MemberNumber>(number.Code, number.Name, number))];

    /// <summary>As a form names it.</summary>
    public string Code { get; }

    public string Name { get; }

    internal SecretField Secret { get; }

    internal Func<Member, byte[]?> HeldBy { get; }

    /// <summary>As lists and pages show it: whoever knows the number can compare.</summary>
    public string Masked(string stored) =>
        this == Phone && VietnamesePhoneNumber.TryParse(stored, out var phone, out _) ? phone.Masked : NumberMask.Of(stored);

    /// <summary>As people read it.</summary>
    public string Readable(string stored) => this == Phone ? VietnamesePhoneNumber.Readable(stored) : stored;
}
