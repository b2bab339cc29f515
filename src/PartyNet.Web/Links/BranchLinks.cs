namespace PartyNet.Web.Links;

/// <summary>Addresses of a branch's pages.</summary>
public static class BranchLinks
{
    public static string Home(string unit) => $"/chi-bo/{unit}";
}
