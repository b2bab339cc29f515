using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PartyNet.Web.Forms;

/// <summary>
/// Tells a form whose token is stale, such as one from before the browser lost its cookies, from every other bad request: it is offered to
/// be sent again (<see cref="Pages.Errors.StatusModel"/>). It is refused all the same.
/// </summary>
public sealed class StaleForms : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            context.HttpContext.Features.Set(new StaleForm());
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}

/// <summary>The form of this request had a stale token, or none.</summary>
public sealed record StaleForm;
