using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Frame;

/// <summary>
/// "A+": a link and no form, so that it works in every browser; what it changes is how this browser shows the pages, and nothing else.
/// </summary>
public static class TextSizeEndpoint
{
    public static void MapTextSize(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/co-chu", Change)
        .WithMetadata(new AccessAttribute(AccessRequirement.Open), new BeforeEnrolmentAttribute());

    private static IResult Change(HttpContext context, [FromQuery(Name = "co")] string? size, [FromQuery(Name = "ve")] string? back)
    {
        TextSize.Write(context, size);
        return Results.LocalRedirect(SiteAddress.OrHome(back));
    }
}
