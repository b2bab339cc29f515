namespace PartyNet.Web.Links;

/// <summary>Addresses of the administrator's pages.</summary>
public static class AdministrationLinks
{
    public const string Home = "/quan-tri";
    public const string NewUser = "/quan-tri/nguoi-dung/them";

    public static string Users(string? search, string? after = null, string? before = null) =>
        SiteAddress.Of($"/quan-tri", (ListKeys.Search, search), (ListKeys.After, after), (ListKeys.Before, before));

    public static string User(Guid id) => SiteAddress.Of($"/quan-tri/nguoi-dung/{id}");

    /// <summary>Where a link that was just made is shown, once.</summary>
    public static string SetupLink(Guid id) => SiteAddress.Of($"/quan-tri/nguoi-dung/{id}/duong-dan");
}
