using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Web.Hosting;
using PartyNet.Web.Pages.SignIn;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Errors;

/// <summary>
/// The page behind every answer without a page of its own. It is shown with the method of the request that failed, and so answers any
/// method; a visitor who types its address finds nothing there.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StatusModel : PageModel
{
    public ErrorText Text { get; private set; } = ErrorText.For(StatusCodes.Status404NotFound);

    public string Reference { get; private set; } = "";

    /// <summary>Empty: for the form to sign in with, where the page shows one.</summary>
    public SignInForm Form { get; } = new();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var answered = HttpContext.Features.Get<AnsweredFor>();
        var status = answered?.Status ?? StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        Text = ErrorText.For(status, HttpMethods.IsPost(Request.Method), ListGate.StandsBefore(answered?.Endpoint, Request));
        Reference = RequestReference.Of(HttpContext);
    }
}
