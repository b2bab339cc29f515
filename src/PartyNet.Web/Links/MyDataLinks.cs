namespace PartyNet.Web.Links;

/// <summary>Addresses of the member's own data.</summary>
public static class MyDataLinks
{
    public const string Home = "/du-lieu-cua-toi";
}
