using System.Globalization;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Demo;

/// <summary>An account as a member of the demo types it, and as the product reads it.</summary>
internal sealed record DemoAccount(Platform Platform, string Typed, AccountUse Use, string? DisplayName)
{
    public AccountAddress Address { get; } = AccountAddress.Parse(Platform, Typed) is { IsAccepted: true } address
        ? address
        : throw new InvalidOperationException($"The demo declares an address that is refused: {Typed}");
}

/// <summary>
/// Makes accounts, written in the different ways in which people write them. Names on networks hold "mau" (sample) and the number
/// of the member, so that they are nobody's.
/// </summary>
internal static class DemoAccounts
{
    public static List<DemoAccount> Of(DemoMember member, DemoRandom random)
    {
        var accounts = new List<DemoAccount>(4);
        if (random.Chance(930))
            accounts.Add(Zalo(member, random));
        if (random.Chance(840) || accounts.Count == 0)
            accounts.Add(FacebookProfile(member, random));
        if (random.Chance(45))
            accounts.Add(FacebookPage(member, AccountUse.RunByMember));
        if (random.Chance(30))
            accounts.Add(ZaloGroup(member));
        if (random.Chance(95))
            accounts.Add(TikTok(member, random));
        if (random.Chance(60))
            accounts.Add(YouTube(member, random));
        return accounts;
    }

    public static DemoAccount Zalo(DemoMember member, DemoRandom random)
    {
        // A few use Zalo with another number than their list has, and some couples share one.
        var phone = random.Chance(30) ? DemoMembers.SecondPhoneOf(member.Number)
            : random.Chance(6) && member.Number > 1 ? DemoMembers.PhoneOf(member.Number - 1)
            : member.Phone ?? DemoMembers.PhoneOf(member.Number);
        var typed = random.Below(5) switch
        {
            0 => phone.Display,
            1 => phone.E164,
            2 => $"zalo.me/{phone.National}",
            _ => phone.National,
        };
        return new(Platform.Zalo, typed, AccountUse.Personal, random.Chance(600) ? member.Member.FullName : null);
    }

    public static DemoAccount ZaloOtherPhone(DemoMember member) =>
        new(Platform.Zalo, DemoMembers.SecondPhoneOf(member.Number).National, AccountUse.Personal, null);

    private static DemoAccount ZaloGroup(DemoMember member) =>
        new(Platform.Zalo, $"https://zalo.me/g/mau{Number(member)}", AccountUse.RunByMember, "Nhóm Zalo của chi bộ");

    public static DemoAccount FacebookProfile(DemoMember member, DemoRandom random)
    {
        if (random.Chance(25))
            return FacebookShareLink(member);
        if (random.Chance(150))
            return new(
                Platform.Facebook,
                $"https://m.facebook.com/profile.php?id={Id(999, member)}&mibextid=ZbWKwL",
                AccountUse.Personal,
                ShownName(member, random)
            );

        var name = $"{Dotted(member.Member.FullName)}.mau{Number(member)}";
        var typed = random.Below(4) switch
        {
            0 => $"https://www.facebook.com/{name}?locale=vi_VN",
            1 => $"fb.com/{name}",
            2 => name,
            _ => $"https://facebook.com/{name}",
        };
        return new(Platform.Facebook, typed, AccountUse.Personal, ShownName(member, random));
    }

    /// <summary>What the app's "copy link" gives: it does not tell whose account it is.</summary>
    public static DemoAccount FacebookShareLink(DemoMember member) =>
        new(
            Platform.Facebook,
            $"https://www.facebook.com/share/1Mau{Number(member)}/?mibextid=wwXIfr",
            AccountUse.Personal,
            member.Member.FullName
        );

    public static DemoAccount FacebookPage(DemoMember member, AccountUse use) =>
        new(
            Platform.Facebook,
            $"https://www.facebook.com/pages/Trang-mau/{Id(888, member)}",
            use,
            use == AccountUse.Personal ? member.Member.FullName : "Trang thông tin khu dân cư"
        );

    /// <summary>The same for whoever declares it: a family's or a club's.</summary>
    public static DemoAccount FacebookShared(string name, string? shownName = null) =>
        new(Platform.Facebook, $"facebook.com/{name}.mau", AccountUse.Personal, shownName);

    private static DemoAccount TikTok(DemoMember member, DemoRandom random)
    {
        var name = $"@mau.{LastWord(member.Member.FullName)}{Number(member)}";
        return new(Platform.TikTok, random.Chance(500) ? name : $"https://www.tiktok.com/{name}?lang=vi", AccountUse.Personal, null);
    }

    private static DemoAccount YouTube(DemoMember member, DemoRandom random) =>
        new(
            Platform.YouTube,
            $"youtube.com/@mau-{LastWord(member.Member.FullName)}-{Number(member)}",
            random.Chance(300) ? AccountUse.RunByMember : AccountUse.Personal,
            ShownName(member, random)
        );

    private static string Number(DemoMember member) => member.Number.ToString("0000", CultureInfo.InvariantCulture);

    private static string Id(int prefix, DemoMember member) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{member.Number:000000000000}");

    private static string Dotted(string name) => VietnameseText.SearchKey(name).Replace(' ', '.');

    private static string LastWord(string name) => VietnameseText.SearchKey(name).Split(' ')[^1];

    private static string? ShownName(DemoMember member, DemoRandom random)
    {
        var words = member.Member.FullName.Split(' ');
        return random.Below(4) switch
        {
            0 => null,
            1 => $"{words[^1]} {words[0]}",
            2 => string.Join(' ', words[^2..]),
            _ => member.Member.FullName,
        };
    }
}
