using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Access;

/// <summary>What somebody types to say who they are: their login, a member's code, or a phone.</summary>
internal sealed record SignInName(string Login, string Code, VietnamesePhoneNumber? Phone)
{
    /// <param name="login">Normalized.</param>
    public static SignInName Read(string login) => new(
        login, MemberCode.Read(login), VietnamesePhoneNumber.TryParse(login, out var phone, out _) ? phone : null);

    /// <summary>What attempts are counted by: a name written another way is the same name.</summary>
    public string Counted => Phone?.E164 ?? Code;

    public byte[][] PhoneDigests(ISecrets secrets) =>
        Phone is null ? [] : [.. secrets.Index(IndexedField.Phone, Phone.E164).Select(value => value.Digest)];
}
