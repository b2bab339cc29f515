using System.Net;
using PartyNet.Application.Access;
using PartyNet.Demo;
using PartyNet.Infrastructure;
using PartyNet.Web.Forms;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Demo;

/// <summary>
/// Signs in as a role of the demo organisation, without a password. The route exists in demo mode only, and only for this machine;
/// it is the one form that needs no antiforgery token, so that scripts can use it.
/// </summary>
public static class DemoSignIn
{
    public static void MapDemoSignIn(this IEndpointRouteBuilder endpoints, Installation installation)
    {
        if (!installation.IsDemo)
            return;
        endpoints
            .MapPost(SignInLinks.DemoSignIn, SignInAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithMetadata(new AccessAttribute(SignInToDemo.Needs));
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignInToDemo signIn, CancellationToken cancellationToken)
    {
        if (context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
            return Results.NotFound();
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellationToken) : null;
        var login = form?["vai"].ToString() ?? "";
        if (!DemoRoles.All.Any(r => r.Code == login))
            return Results.BadRequest();
        if (await signIn.HandleAsync(login, cancellationToken) is not { } session)
            return Results.NotFound();
        await SessionStore.SignInAsync(context, session);
        return string.IsNullOrEmpty(form?[CarriedForms.FieldName].ToString())
            ? Results.LocalRedirect("/")
            : Results.LocalRedirect(SignInLinks.SendOn, permanent: false, preserveMethod: true);
    }
}
