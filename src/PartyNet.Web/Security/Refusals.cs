using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;

namespace PartyNet.Web.Security;

/// <summary>
/// Writes down that somebody who is signed in was refused: at the door of a page (<see cref="HiddenRefusal"/>), by its handler, or by a use
/// case behind it. Written before the answer leaves, with the route and the handler, and never with what the address or the form named.
/// </summary>
public static class Refusals
{
    private static readonly object OutOfReach = new();

    /// <param name="handler">Null where the page was refused before a handler was chosen.</param>
    public static async Task RecordAsync(HttpContext context, string? handler)
    {
        var look = context.RequestServices.GetRequiredService<IProcesses>().Look(new ProcessStart(ProcessType.AccessDenied));
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        look.Record(new PageRefused(route, context.Request.Method, handler));
        await look.WriteDownAsync(context.RequestAborted);
    }

    /// <summary>Notes that a form or filter named what is out of the caller's reach, although the page itself is shown.</summary>
    public static void NoteOutOfReach(HttpContext context) => context.Items[OutOfReach] = true;

    /// <summary>What is written down of a refusal.</summary>
    /// <param name="Handler">Name of the handler that was asked for, empty for the page's only one.</param>
    private sealed record PageRefused(string Route, string Method, string? Handler);

    /// <summary>
    /// Stands around the handlers of every page that is not open to all: sees what they answer, whatever use case said so.
    /// </summary>
    public sealed class Recorded : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

        public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        {
            var executed = await next();
            // A handler that never ran was not found; that is no refusal of anything.
            if (!executed.Canceled && IsRefusal(executed))
                await RecordAsync(context.HttpContext, context.HandlerMethod?.Name ?? "");
        }

        private static bool IsRefusal(PageHandlerExecutedContext executed) =>
            executed.HttpContext.Items.ContainsKey(OutOfReach)
            || StatusOf(executed.Result) is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound;

        private static int? StatusOf(IActionResult? result) => result switch
        {
            PageResult page => page.StatusCode,
            IStatusCodeActionResult other => other.StatusCode,
            _ => null,
        };
    }
}
