using System.Globalization;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Infrastructure.Demo;

/// <summary>An account as a member of the demo declares it.</summary>
internal sealed record DemoAccount(string PlatformCode, string Typed, string Canonical, string Key, AccountKind Kind, AccountFlags Flags, AccountUse Use, string? DisplayName);

/// <summary>
/// Makes accounts, written in the different ways in which people write them. Names on networks end in "mau" (sample) and the number
/// of the member, so that they are nobody's.
/// </summary>
internal static class DemoAccounts
{
    private const string Facebook = "https://www.facebook.com/";

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
        return ZaloPhone(typed, phone.National, phone.E164, random.Chance(600) ? member.Member.FullName : null);
    }

    public static DemoAccount ZaloOtherPhone(DemoMember member)
    {
        var phone = DemoMembers.SecondPhoneOf(member.Number);
        return ZaloPhone(phone.National, phone.National, phone.E164, null);
    }

    private static DemoAccount ZaloPhone(string typed, string national, string e164, string? shownName) =>
        new("zalo", typed, $"https://zalo.me/{national}", e164, AccountKind.Person, AccountFlags.None, AccountUse.Personal, shownName);

    private static DemoAccount ZaloGroup(DemoMember member)
    {
        var id = "mau" + Number(member);
        return new("zalo", $"https://zalo.me/g/{id}", $"https://zalo.me/g/{id}", id, AccountKind.Group, AccountFlags.None, AccountUse.RunByMember, "Nhóm Zalo của chi bộ");
    }

    public static DemoAccount FacebookProfile(DemoMember member, DemoRandom random)
    {
        if (random.Chance(25))
            return FacebookShareLink(member);
        if (random.Chance(150))
        {
            var id = "999" + member.Number.ToString("000000000000", CultureInfo.InvariantCulture);
            return new("facebook", $"https://m.facebook.com/profile.php?id={id}&mibextid=ZbWKwL", $"{Facebook}profile.php?id={id}", id, AccountKind.Person, AccountFlags.None, AccountUse.Personal, ShownName(member, random));
        }

        var name = $"{Dotted(member.Member.FullName)}.mau{Number(member)}";
        var typed = random.Below(4) switch
        {
            0 => $"https://www.facebook.com/{name}?locale=vi_VN",
            1 => $"fb.com/{name}",
            2 => name,
            _ => $"https://facebook.com/{name}",
        };
        return FacebookName(typed, name, ShownName(member, random));
    }

    /// <summary>What the app's "copy link" gives: it does not tell whose account it is.</summary>
    public static DemoAccount FacebookShareLink(DemoMember member)
    {
        var token = "1Mau" + Number(member);
        return new(
            "facebook", $"https://www.facebook.com/share/{token}/?mibextid=wwXIfr", $"{Facebook}share/{token}", $"www.facebook.com/share/{token}",
            AccountKind.Person, AccountFlags.FullLinkNeeded, AccountUse.Personal, member.Member.FullName);
    }

    public static DemoAccount FacebookPage(DemoMember member, AccountUse use)
    {
        var id = "888" + member.Number.ToString("000000000000", CultureInfo.InvariantCulture);
        return new(
            "facebook", $"https://www.facebook.com/pages/Trang-mau/{id}", $"{Facebook}pages/-/{id}", id, AccountKind.Page, AccountFlags.None, use,
            use == AccountUse.Personal ? member.Member.FullName : "Trang thông tin khu dân cư");
    }

    /// <summary>The same for whoever declares it: a family's or a club's.</summary>
    public static DemoAccount FacebookShared(string name) => FacebookName($"facebook.com/{name}.mau", $"{name}.mau", null);

    private static DemoAccount FacebookName(string typed, string name, string? shownName) =>
        new("facebook", typed, Facebook + name, name.Replace(".", "", StringComparison.Ordinal), AccountKind.Person, AccountFlags.None, AccountUse.Personal, shownName);

    private static DemoAccount TikTok(DemoMember member, DemoRandom random)
    {
        var name = $"mau.{LastWord(member.Member.FullName)}{Number(member)}";
        return new(
            "tiktok", random.Chance(500) ? $"@{name}" : $"https://www.tiktok.com/@{name}?lang=vi", $"https://www.tiktok.com/@{name}", name,
            AccountKind.Person, AccountFlags.None, AccountUse.Personal, null);
    }

    private static DemoAccount YouTube(DemoMember member, DemoRandom random)
    {
        var name = $"mau-{LastWord(member.Member.FullName)}-{Number(member)}";
        return new(
            "youtube", $"youtube.com/@{name}", $"https://www.youtube.com/@{name}", name, AccountKind.Channel, AccountFlags.None,
            random.Chance(300) ? AccountUse.RunByMember : AccountUse.Personal, ShownName(member, random));
    }

    private static string Number(DemoMember member) => member.Number.ToString("0000", CultureInfo.InvariantCulture);

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
