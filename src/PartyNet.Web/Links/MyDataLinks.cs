namespace PartyNet.Web.Links;

/// <summary>Addresses of the member's own data.</summary>
public static class MyDataLinks
{
    public const string Home = "/du-lieu-cua-toi";
    public const string WhoSaw = "/du-lieu-cua-toi/ai-da-xem";

    public static string WhoSawAfter(string cursor) => $"{WhoSaw}?sau={Uri.EscapeDataString(cursor)}";

    public static string WhoSawBefore(string cursor) => $"{WhoSaw}?truoc={Uri.EscapeDataString(cursor)}";
}
