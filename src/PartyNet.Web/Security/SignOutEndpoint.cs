using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using PartyNet.Application.Access;
using PartyNet.Web.Links;

namespace PartyNet.Web.Security;

/// <summary>Ends the session in the database, then clears the browser: Back shows nothing.</summary>
public static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost(SignInLinks.SignOut, SignOutAsync)
        .WithMetadata(new AccessAttribute(SignOut.Needs), new BeforeEnrolmentAttribute());

    private static async Task<IResult> SignOutAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignOut signOut,
        CancellationToken cancellationToken
    )
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        await signOut.HandleAsync(cancellationToken);
        await context.SignOutAsync(SessionStore.Scheme);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.LocalRedirect(SignInLinks.SignIn);
    }
}
