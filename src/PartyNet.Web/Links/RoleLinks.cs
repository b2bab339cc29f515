namespace PartyNet.Web.Links;

/// <summary>Addresses below a page on which roles are given, a board's or a branch's.</summary>
public static class RoleLinks
{
    public const string Member = "dang-vien";
    public const string JustGiven = "vua-giao";

    /// <summary>The role that is to end, if whoever asks says so once more.</summary>
    public const string Ending = "thoi-giu";
    public const string JustEnded = "vua-thoi";

    /// <summary>What has just been done with a request to take a second factor away.</summary>
    public const string JustDone = "vua-xong";

    /// <summary>Where requests to take a second factor away stand on the page.</summary>
    public const string ResetsAnchor = "dat-lai";

    public static string Resets(string home) => $"{home}#{ResetsAnchor}";

    /// <summary>The requests, told what has just been done with one of them.</summary>
    public static string After(string home, ResetStep done) => $"{SiteAddress.Below(home, (JustDone, done.ToString()))}#{ResetsAnchor}";

    /// <summary>Where is said what it means that a role ends, before it does.</summary>
    public static string End(string home, Guid grant) => SiteAddress.Below(home, (Ending, grant.ToString()));

    /// <summary>The page, told which role has just been ended.</summary>
    public static string AfterEnding(string home, Guid grant) => SiteAddress.Below(home, (JustEnded, grant.ToString()));

    public static string Choose(string home, string member) => SiteAddress.Below(home, (Member, member));

    public static string Search(string home, string? search, string? after = null, string? before = null) =>
        SiteAddress.Below(home, (ListKeys.Search, search), (ListKeys.After, after), (ListKeys.Before, before));

    public static string Page(string home, string? after = null, string? before = null) =>
        SiteAddress.Below(home, (ListKeys.After, after), (ListKeys.Before, before));

    /// <summary>The page, told where a role has just been given.</summary>
    public static string After(string home, string unit) => SiteAddress.Below(home, (JustGiven, unit));
}

/// <summary>What is done with a request to take a second factor away.</summary>
public enum ResetStep
{
    Asked,
    Agreed,
    Withdrawn,
}
