using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using PartyNet.Application.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// Stands before the pages that hold a whole list in memory, as it is sent or as it is kept: few at once for one user, and few for the
/// site. The next ones wait, and nothing of them is read meanwhile; who has waited too long is told so.
/// </summary>
public sealed class ListGate : IDisposable
{
    /// <summary>One list in the hand and one that is looked at.</summary>
    public const int PerUser = 2;

    /// <summary>Each may take thirty megabytes besides what reading it takes, of which there are fewer still.</summary>
    public const int PerSite = 4;

    /// <summary>Of one user; of the site ten times as many.</summary>
    public const int MostWaiting = 10;

    /// <summary>With the time that reading may take after it, as long as what stands before a site waits for its answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Said to whoever was turned away.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    private static readonly (string Page, Func<HttpRequest, bool> HoldsList)[] Pages =
    [
        // What any form may send needs no turn, so that cells that were pasted are not lost.
        ("/Imports/Start", request => HttpMethods.IsPost(request.Method) && request.ContentLength is not <= PartyNetApp.MaxRequestBytes),
        ("/Imports/Reading", _ => true),
        ("/Imports/Plan", request => HttpMethods.IsPost(request.Method)),
        ("/Imports/Errors", _ => true),
    ];

    private readonly PartitionedRateLimiter<Guid> _turns = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Guid, Guid>(user =>
            RateLimitPartition.GetConcurrencyLimiter(user, _ => Few(PerUser, MostWaiting))),
        PartitionedRateLimiter.Create<Guid, bool>(_ =>
            RateLimitPartition.GetConcurrencyLimiter(true, _ => Few(PerSite, MostWaiting * 10))));

    public static void Apply(PageConventionCollection conventions)
    {
        foreach (var (page, holdsList) in Pages)
            conventions.AddPageApplicationModelConvention(page, model => model.EndpointMetadata.Add(new Gated(holdsList)));
    }

    /// <summary>Whether a request was one that has to wait for its turn.</summary>
    public static bool StandsBefore(Endpoint? endpoint, HttpRequest request) =>
        endpoint?.Metadata.GetMetadata<Gated>() is { } gated && gated.HoldsList(request);

    /// <summary>Lets a request through when it is its turn, until it is answered.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var user = context.RequestServices.GetRequiredService<AccessContext>().Scope.UserId;
        using var turn = await TurnAsync(user.GetValueOrDefault(), context.RequestAborted);
        if (turn is { IsAcquired: true })
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Later.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
    }

    public void Dispose() => _turns.Dispose();

    private async Task<RateLimitLease?> TurnAsync(Guid user, CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        try
        {
            return await _turns.AcquireAsync(user, 1, patience.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private static ConcurrencyLimiterOptions Few(int most, int waiting) =>
        new() { PermitLimit = most, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    /// <summary>On a page behind the gate.</summary>
    private sealed record Gated(Func<HttpRequest, bool> HoldsList);
}

/// <summary>Puts the gate before the pages: behind what knows the user, and before anything reads what they send.</summary>
public static class ListGateHosting
{
    public static IApplicationBuilder UseListGate(this IApplicationBuilder app)
    {
        var gate = app.ApplicationServices.GetRequiredService<ListGate>();
        return app.Use((context, next) =>
            ListGate.StandsBefore(context.GetEndpoint(), context.Request) ? gate.PassAsync(context, next) : next(context));
    }
}
