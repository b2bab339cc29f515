using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>Keeps what a site logs from Warning upwards. Whatever visitors send, a sound site has nothing of the kind to say.</summary>
/// <param name="keepsEverything">All the rest too, each line with its properties: to look for what must not be said.</param>
public sealed class LogWatch(bool keepsEverything = false) : ILogEventSink
{
    // Keys of cookies lie in the user's own folder on the machine that tests; a new one may be due there on any day.
    private const string Keys = "Microsoft.AspNetCore.DataProtection";

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _everything = new();

    public IReadOnlyCollection<string> Complaints => _complaints;

    public IReadOnlyCollection<string> Everything => _everything;

    public void Emit(LogEvent logEvent)
    {
        if (keepsEverything)
            _everything.Enqueue($"{Words(logEvent)} {string.Join(' ', logEvent.Properties)}");
        if (logEvent.Level >= LogEventLevel.Warning && !IsAboutKeys(logEvent))
            _complaints.Enqueue($"{logEvent.Level}: {Words(logEvent)}");
    }

    private static string Words(LogEvent logEvent) =>
        $"{logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)} {logEvent.Exception}";

    private static bool IsAboutKeys(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: string name } && name.StartsWith(Keys, StringComparison.Ordinal);
}
