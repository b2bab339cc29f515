using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Web.Hosting;

/// <summary>
/// The page behind every answer that has none of its own. Only its endpoint runs, not what stands before pages: it asks for no session,
/// and comes out when the database does not.
/// </summary>
public static class ErrorPages
{
    private const string Page = "/Errors/Status";

    /// <summary>Said to whoever comes while the database is away: a few breaths, so that a page that was reloaded finds it back.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>For everything further down the pipeline; first in line after the headers.</summary>
    public static void UsePartyNetErrorPages(this IApplicationBuilder app)
    {
        app.UseRequestReferences();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ShowAsync });
        app.UseStatusCodePages(status => ShowAsync(status.HttpContext));
    }

    /// <summary>
    /// Answers 503 where the database is away. Inside of what logs requests: an outage is one line of a request, not a failure of its page
    /// with all that led there.
    /// </summary>
    public static void UseOutageAnswers(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorPages));
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (Outages.Behind(e) is { } outage && !context.Response.HasStarted)
            {
                // Whoever hangs up cancels what is asked of the database, and its server says so: no outage, and nobody to answer.
                if (context.RequestAborted.IsCancellationRequested)
                    throw new OperationCanceledException("The visitor hung up.", e, context.RequestAborted);
                logger.LogWarning("The database is no help ({Outage}): {Reason}", outage, e.GetBaseException().Message);
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = Soon.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            }
        });
    }

    private static async Task ShowAsync(HttpContext context)
    {
        var (request, status) = (context.Request, context.Response.StatusCode);
        // The framework has taken the endpoint off a request that failed.
        var failed = context.Features.Get<IExceptionHandlerFeature>();
        context.Features.Set(
            new AnsweredFor(status, failed?.Endpoint ?? context.GetEndpoint(), failed?.Path ?? request.Path, request.QueryString.Value));
        var services = context.RequestServices;
        var endpoint = services.GetRequiredService<EndpointDataSource>().Endpoints.First(e => PageOf(e)?.ViewEnginePath == Page);
        // Routing, which is passed by here, would put the page with its code in the place of the page's name.
        var loaded = await services.GetRequiredService<PageLoader>().LoadAsync(PageOf(endpoint)!, endpoint.Metadata);
        context.SetEndpoint(new Endpoint(endpoint.RequestDelegate, new([.. endpoint.Metadata, loaded]), endpoint.DisplayName));
        (request.Path, request.QueryString) = ($"/loi/{status}", QueryString.Empty);
        // Pages answer OPTIONS by themselves: with nothing, and that all is well.
        if (HttpMethods.IsOptions(request.Method))
            request.Method = HttpMethods.Get;
        request.RouteValues = new() { ["page"] = Page, ["code"] = status };
        await endpoint.RequestDelegate!(context);
    }

    private static PageActionDescriptor? PageOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>();
}

/// <summary>On a request whose answer an error page stands in for.</summary>
public sealed record AnsweredFor(int Status, Endpoint? Endpoint, PathString Path, string? Query);
