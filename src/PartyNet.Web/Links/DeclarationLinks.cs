namespace PartyNet.Web.Links;

/// <summary>Addresses of the member's declaration journey.</summary>
public static class DeclarationLinks
{
    public const string Start = "/ke-khai";
}
