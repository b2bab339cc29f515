using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>Keeps what a site logs from Warning upwards. Whatever visitors send, a sound site has nothing of the kind to say.</summary>
public sealed class LogWatch : ILogEventSink
{
    // Keys of cookies lie in the user's own folder on the machine that tests; a new one may be due there on any day.
    private const string Keys = "Microsoft.AspNetCore.DataProtection";

    private readonly ConcurrentQueue<string> _complaints = new();

    public IReadOnlyCollection<string> Complaints => _complaints;

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level >= LogEventLevel.Warning && !IsAboutKeys(logEvent))
            _complaints.Enqueue(
                $"{logEvent.Level}: {logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)} {logEvent.Exception}"
            );
    }

    private static bool IsAboutKeys(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: string name } && name.StartsWith(Keys, StringComparison.Ordinal);
}
