namespace PartyNet.Domain.Accounts;

/// <summary>What an address leads to, as far as the address itself tells. The numbers are stored: never renumber them.</summary>
public enum AccountKind
{
    Person = 1,
    Page = 2,
    Group = 3,
    Channel = 4,
    OfficialAccount = 5,
    Site = 6,
}

/// <summary>The codes (public, in the command line's output) and Vietnamese names of account kinds.</summary>
public static class AccountKinds
{
    public static string Code(this AccountKind kind) => kind switch
    {
        AccountKind.Person => "person",
        AccountKind.Page => "page",
        AccountKind.Group => "group",
        AccountKind.Channel => "channel",
        AccountKind.OfficialAccount => "oa",
        AccountKind.Site => "site",
    };

    public static string Name(this AccountKind kind) => kind switch
    {
        AccountKind.Person => "Tài khoản cá nhân",
        AccountKind.Page => "Trang",
        AccountKind.Group => "Nhóm",
        AccountKind.Channel => "Kênh",
        AccountKind.OfficialAccount => "Tài khoản Zalo OA",
        AccountKind.Site => "Trang web",
    };
}
