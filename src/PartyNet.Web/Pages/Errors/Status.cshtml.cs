using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Web.Hosting;
using PartyNet.Web.Pages.SignIn;

namespace PartyNet.Web.Pages.Errors;

/// <summary>
/// The page behind every answer without a page of its own. It is reached by re-execution, with the method of the request that
/// failed, and so answers any method; a visitor who types its address finds nothing there.
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
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        // UseExceptionHandler has set the status already (500, or what its selector chose).
        var status = failed ? Response.StatusCode : StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        Text = ErrorText.For(status);
        Reference = RequestReference.Of(HttpContext);
    }
}
