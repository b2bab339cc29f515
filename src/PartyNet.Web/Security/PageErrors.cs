using System.Globalization;
using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Web.Forms;

namespace PartyNet.Web.Security;

/// <summary>
/// Turns the errors of a use case into the page's answer: the form again with what was typed, or a page that does not exist.
/// </summary>
public static class PageErrors
{
    /// <param name="form">Name of the page's bound form property: the field of an error is found below it. Empty where the fields are the
    /// page's own.</param>
    public static IActionResult WithErrors(this PageModel page, IReadOnlyList<Error> errors, string form = "Form")
    {
        if (errors.Any(e => e.Type == ErrorType.NotFound))
            return page.NotFound();
        if (errors.Any(e => e.AsksToSignInAgain()))
            return SignInAgain(page.HttpContext);
        if (errors.Any(e => e.IsOutOfReach()))
            Refusals.NoteOutOfReach(page.HttpContext);

        foreach (var error in errors)
        {
            var isField = error.Type == ErrorType.Validation && error.Code.Length > 0;
            page.ModelState.AddModelError(!isField ? "" : form.Length == 0 ? error.Code : $"{form}.{error.Code}", error.Description);
        }

        if (RetryAfter(errors[0]) is { } when)
            page.Response.Headers.RetryAfter = when;

        var result = page.Page();
        result.StatusCode = errors[0].Status() ?? errors[0].Type switch
        {
            ErrorType.Conflict => StatusCodes.Status409Conflict,
            ErrorType.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return result;
    }

    /// <summary>The error page offers to sign in and keeps what was sent (<see cref="RefusedForm"/>).</summary>
    private static StatusCodeResult SignInAgain(HttpContext context)
    {
        context.Features.Set(new StaleSignIn());
        return new StatusCodeResult(StatusCodes.Status401Unauthorized);
    }

    private static string? RetryAfter(Error error) =>
        error.FreeFrom()?.ToString("R", CultureInfo.InvariantCulture)
        ?? error.Wait()?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>On a request of somebody who is signed in, and has to sign in once more for what they asked.</summary>
public sealed record StaleSignIn;
