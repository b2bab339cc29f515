using ErrorOr;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Web.Links;

namespace PartyNet.Web.Security;

/// <summary>
/// What the script of a page asks for when somebody presses the button: what the browser shall be asked. The answer comes with the form.
/// </summary>
public static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(SignInLinks.AskForPasskey, AskAsync)
            .WithMetadata(new AccessAttribute(AskForPasskey.Needs), new AllowAnonymousAttribute());
        endpoints.MapPost(MyDataLinks.OfferPasskey, OfferAsync)
            .WithMetadata(new AccessAttribute(ListMyPasskeys.Needs), new BeforeEnrolmentAttribute());
        endpoints.MapPost(SignInLinks.OfferPasskeyBySlip, OfferBySlipAsync)
            .WithMetadata(new AccessAttribute(OfferPasskeyBySlip.Needs), new AllowAnonymousAttribute());
    }

    private static Task<IResult> AskAsync(
        HttpContext context, IAntiforgery antiforgery, PasskeyCookie cookie, AskForPasskey ask, CancellationToken cancellationToken) =>
        AnswerAsync(context, antiforgery, cookie, site => ask.HandleAsync(new AskForPasskey.Query(site), cancellationToken));

    private static Task<IResult> OfferAsync(
        HttpContext context, IAntiforgery antiforgery, PasskeyCookie cookie, OfferPasskey offer, CancellationToken cancellationToken) =>
        AnswerAsync(context, antiforgery, cookie, site => offer.HandleAsync(new OfferPasskey.Query(site), cancellationToken));

    private static Task<IResult> OfferBySlipAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        PasskeyCookie cookie,
        SlipPass pass,
        OfferPasskeyBySlip offer,
        CancellationToken cancellationToken) => AnswerAsync(context, antiforgery, cookie, async site => pass.Of(context) is { } proved
            ? await offer.HandleAsync(new OfferPasskeyBySlip.Query(proved.Slip, site), cancellationToken)
            : Problem.NotFound());

    /// <summary>Whoever is refused here is told why by the page, to which the script then sends the form as it is.</summary>
    private static async Task<IResult> AnswerAsync(
        HttpContext context, IAntiforgery antiforgery, PasskeyCookie cookie, Func<PasskeySite, Task<ErrorOr<PasskeyRequest>>> ask)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || context.PasskeySite() is not { } site)
            return Results.BadRequest();
        var asked = await ask(site);
        return asked.IsError ? Results.StatusCode(StatusCodes.Status401Unauthorized) : cookie.Ask(context, asked.Value);
    }
}
