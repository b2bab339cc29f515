using Microsoft.AspNetCore.WebUtilities;

namespace PartyNet.Web.Links;

/// <summary>Addresses of the administrator's pages.</summary>
public static class AdministrationLinks
{
    public const string Home = "/quan-tri";
    public const string NewUser = "/quan-tri/nguoi-dung/them";

    public static string Users(string search, string after = "") =>
        QueryHelpers.AddQueryString(Home, new Dictionary<string, string?> { ["q"] = search, ["sau"] = after });

    public static string User(Guid id) => $"/quan-tri/nguoi-dung/{id}";
}
