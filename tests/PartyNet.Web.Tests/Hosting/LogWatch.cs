using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>Keeps what a site logs from Warning upwards. Whatever visitors send, a sound site has nothing of the kind to say.</summary>
/// <param name="keepsEverything">All the rest too, each line with its properties: to look for what must not be said.</param>
public sealed class LogWatch(bool keepsEverything = false) : ILogEventSink
{
    // Who speaks of the machine, and not of what visitors send: keys of cookies lie in the user's own folder on the machine that tests, and
    // a new one may be due there on any day; as an installation it is none, its clock is not the site's and its keys lie in no file.
    private static readonly string[] OfTheMachine = ["Microsoft.AspNetCore.DataProtection", "PartyNet.Web.Hosting.WatchInstallation"];

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _everything = new();

    public IReadOnlyCollection<string> Complaints => _complaints;

    public IReadOnlyCollection<string> Everything => _everything;

    public void Emit(LogEvent logEvent)
    {
        if (keepsEverything)
            _everything.Enqueue($"{Words(logEvent)} {string.Join(' ', logEvent.Properties)}");
        if (logEvent.Level >= LogEventLevel.Warning && !IsOfTheMachine(logEvent))
            _complaints.Enqueue($"{logEvent.Level}: {Words(logEvent)}");
    }

    private static string Words(LogEvent logEvent) =>
        $"{logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)} {logEvent.Exception}";

    private static bool IsOfTheMachine(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: string name } && OfTheMachine.Any(who => name.StartsWith(who, StringComparison.Ordinal));
}
