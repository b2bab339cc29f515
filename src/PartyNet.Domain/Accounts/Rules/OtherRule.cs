namespace PartyNet.Domain.Accounts.Rules;

/// <summary>
/// "Khác": a network that nobody has listed, so the member says its name too (<see cref="NamedAccount"/>). A link alone is enough, because
/// its host names the network.
/// </summary>
internal sealed class OtherRule : PlatformRule
{
    public override string Asks => "tên mạng xã hội, dấu hai chấm, rồi đường dẫn, số điện thoại hoặc tên tài khoản";

    public override string Example => "Viber: 0912 345 678";

    internal override Reading Read(Platform platform, string text)
    {
        if (TypedText.HoldsSeveralAddresses(text))
            return Reading.Refuse(Refusals.Several);
        if (NamedAccount.IsLink(text))
            return WebsiteRule.ReadLink(platform, text, AccountKind.Person);

        var (name, address) = NamedAccount.Of(text);
        if (address.Length == 0 || !NamedAccount.IsNetwork(name))
            return Reading.Refuse($"Chưa rõ mạng xã hội nào hoặc tài khoản nào. {Instead}");

        var reading = NameOrLink.Read(platform, address);
        if (reading.Refusal is not null)
            return reading;
        // A link identifies the account by itself; a number or a name only together with the platform.
        var key = reading.Canonical!.StartsWith("https://", StringComparison.Ordinal)
            ? reading.Key
            : $"{name.ToLowerInvariant()}:{reading.Key}";
        return reading with { Canonical = $"{name}: {reading.Canonical}", Key = key };
    }
}
