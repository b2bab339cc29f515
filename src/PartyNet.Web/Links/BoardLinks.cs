namespace PartyNet.Web.Links;

/// <summary>Addresses of a board's pages.</summary>
public static class BoardLinks
{
    public static string Coverage(string unit) => $"/ban/{unit}";
}
