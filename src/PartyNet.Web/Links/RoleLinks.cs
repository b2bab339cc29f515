namespace PartyNet.Web.Links;

/// <summary>Addresses below a page on which roles are given, a board's or a branch's.</summary>
public static class RoleLinks
{
    public const string Member = "dang-vien";
    public const string JustGiven = "vua-giao";

    /// <summary>Where requests to take a second factor away stand on the page.</summary>
    public const string ResetsAnchor = "dat-lai";

    public static string Resets(string home) => $"{home}#{ResetsAnchor}";

    public static string Choose(string home, string member) => SiteAddress.Below(home, (Member, member));

    public static string Search(string home, string? search, string? after = null, string? before = null) =>
        SiteAddress.Below(home, (ListKeys.Search, search), (ListKeys.After, after), (ListKeys.Before, before));

    public static string Page(string home, string? after = null, string? before = null) =>
        SiteAddress.Below(home, (ListKeys.After, after), (ListKeys.Before, before));

    /// <summary>The page, told where a role has just been given.</summary>
    public static string After(string home, string unit) => SiteAddress.Below(home, (JustGiven, unit));
}
