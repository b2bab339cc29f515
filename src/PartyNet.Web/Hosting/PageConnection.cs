using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Database;
using PartyNet.Web.Security;

namespace PartyNet.Web.Hosting;

/// <summary>
/// A page that is looked at reads on the connection that opened its session, and gives it back before the first byte is written: nobody
/// holds one by sending or reading slowly, or by waiting for a turn (ADR 9).
/// </summary>
public static class PageConnection
{
    /// <summary>Before anything asks for the session.</summary>
    public static IApplicationBuilder UsePageConnection(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsLookedAt(context))
        {
            await next(context);
            return;
        }

        var kept = context.RequestServices.GetRequiredService<IKeptConnection>();
        context.Features.Set(kept);
        try
        {
            await next(context);
        }
        finally
        {
            await kept.GiveBackAsync();
        }
    });

    /// <summary>What a request keeps of the database; null where it gives back what it takes, statement by statement.</summary>
    public static IKeptConnection? Of(HttpContext context) => context.Features.Get<IKeptConnection>();

    private static bool IsLookedAt(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is false
        && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null
        && !ListGate.StandsBefore(context.GetEndpoint(), context.Request);

    /// <summary>Gives it back when the handler of a page has read, and before its result is written.</summary>
    public sealed class GivenBack : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

        public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        {
            await next();
            if (Of(context.HttpContext) is { } kept)
                await kept.GiveBackAsync();
        }
    }
}
