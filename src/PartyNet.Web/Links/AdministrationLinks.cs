namespace PartyNet.Web.Links;

/// <summary>Addresses of the administrator's pages.</summary>
public static class AdministrationLinks
{
    public const string Home = "/quan-tri";

    /// <summary>On a page, what has just been done there.</summary>
    public const string JustDone = "vua-xong";

    /// <summary>Where the users stand on the page.</summary>
    public const string UsersAnchor = "nguoi-dung";

    public static string Check => SiteAddress.Below(Home, ("handler", "Check"));

    /// <summary>The home, told that the installation has just been looked at.</summary>
    public static string AfterChecking => SiteAddress.Below(Home, (JustDone, "kiem-tra"));

    /// <summary>The kinds of units.</summary>
    public const string UnitKinds = "/quan-tri/loai-to-chuc";

    /// <summary>In place of a code, the kind that is about to be made.</summary>
    public const string NewKind = "them";

    public static string NewUnitKind => UnitKind(NewKind);

    public static string UnitKind(string code) => SiteAddress.Of($"/quan-tri/loai-to-chuc/{code}");

    /// <summary>The kinds, told that one has just been set.</summary>
    public static string AfterUnitKind => SiteAddress.Below(UnitKinds, (JustDone, "luu"));

    public const string NewUser = "/quan-tri/nguoi-dung/them";

    public static string Users(string? search, string? after = null, string? before = null) =>
        SiteAddress.Of($"/quan-tri", (ListKeys.Search, search), (ListKeys.After, after), (ListKeys.Before, before));

    /// <summary>On the page of a user, what is to be done if whoever asks says so once more.</summary>
    public const string Asking = "hoi";

    /// <summary>Beside it, the role that is to end.</summary>
    public const string Grant = "vai-tro";

    public static string User(Guid id) => SiteAddress.Of($"/quan-tri/nguoi-dung/{id}");

    /// <summary>Where is said what a change means, before it is made.</summary>
    public static string Ask(Guid id, UserChange change, Guid? grant = null) =>
        SiteAddress.Of($"/quan-tri/nguoi-dung/{id}", (Asking, change.ToString()), (Grant, grant?.ToString()));

    /// <summary>The page of a user, told what has just been done.</summary>
    public static string After(Guid id, UserChange change) =>
        SiteAddress.Of($"/quan-tri/nguoi-dung/{id}", (JustDone, change.ToString()));

    /// <summary>Where a link that was just made is shown, once.</summary>
    public static string SetupLink(Guid id) => SiteAddress.Of($"/quan-tri/nguoi-dung/{id}/duong-dan");
}

/// <summary>What an administrator does to a user.</summary>
public enum UserChange
{
    RoleGiven,
    RoleEnded,
    SessionsEnded,
    Closed,
}
