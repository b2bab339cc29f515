using Microsoft.AspNetCore.Antiforgery;
using PartyNet.Application.Access;
using PartyNet.Web.Frame;
using PartyNet.Web.Links;

namespace PartyNet.Web.Security;

/// <summary>
/// "Tiếp tục làm việc": goes on with the session, as every request does, and answers how long it lasts from now on. Past its absolute end
/// nothing goes on.
/// </summary>
public static class SessionEndpoint
{
    public static void MapSession(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost(SignInLinks.Session, GoOnAsync)
        .WithMetadata(new AccessAttribute(AccessRequirement.SignedIn), new BeforeEnrolmentAttribute());

    private static async Task<IResult> GoOnAsync(HttpContext context, IAntiforgery antiforgery, TimeProvider clock)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(SessionTime.Of(context.Features.Get<CallerSession>()!.Ends, clock.GetUtcNow()));
    }
}
