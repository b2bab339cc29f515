using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Technical logs: readable lines in development, JSON elsewhere. No personal data: routes instead of addresses, no query strings.
/// </summary>
public static class Logging
{
    public static LoggerConfiguration PartyNet(this LoggerSettingsConfiguration settings, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var logging = settings.KeyValuePairs([])
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            // It complains of what visitors send, with a stack trace: a form without its token is refused, and that is all there is to it.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
            .Enrich.FromLogContext()
            .Enrich.With<WithoutAddress>()
            .Filter.ByExcluding(IsFailureToStart);
        return environment.IsDevelopment()
            ? logging
                .MinimumLevel.Override("Serilog.AspNetCore", LogEventLevel.Warning)
                .WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            : logging.WriteTo.Console(new CompactJsonFormatter());
    }

    /// <summary>One line a request. The route stands in for the path, because paths hold one-time codes and names of units.</summary>
    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.GetLevel = Level;
        options.MessageTemplate = "{RequestMethod} {Route} → {StatusCode} in {Elapsed:0} ms";
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            new LogEventProperty("RequestMethod", new ScalarValue(context.Request.Method)),
            new LogEventProperty("Route", new ScalarValue((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)")),
            new LogEventProperty("StatusCode", new ScalarValue(status)),
            new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
            new LogEventProperty("Reference", new ScalarValue(RequestReference.Of(context))),
        ];
    });

    /// <summary>The server puts the path of the request beside everything that is logged while it is answered.</summary>
    private sealed class WithoutAddress : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }

    /// <summary>The program ends with it and says it in a sentence; the host would put a stack trace before that.</summary>
    private static bool IsFailureToStart(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("EventId", out var id)
        && id is StructureValue named
        && named.Properties.Any(p => p is { Name: "Name", Value: ScalarValue { Value: "HostedServiceStartupFaulted" } });

    private static LogEventLevel Level(HttpContext context, double elapsed, Exception? exception)
    {
        // Whoever closes the window while a page is made gets no answer, and nobody has anything to look into.
        if (context.RequestAborted.IsCancellationRequested && exception is (OperationCanceledException or IOException))
            return LogEventLevel.Debug;
        return (exception, context.Response.StatusCode) switch
        {
            // Said to come again later: a busy moment or the database away, of which a line of its own tells.
            (null, StatusCodes.Status503ServiceUnavailable) => LogEventLevel.Warning,
            (null, < StatusCodes.Status500InternalServerError) => LogEventLevel.Information,
            _ => LogEventLevel.Error,
        };
    }
}
