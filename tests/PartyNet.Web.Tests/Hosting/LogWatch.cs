using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>Keeps what a site logs from Warning upwards. Whatever visitors send, a sound site has nothing of the kind to say.</summary>
public sealed class LogWatch : ILogEventSink
{
    private readonly ConcurrentQueue<string> _complaints = new();

    public IReadOnlyCollection<string> Complaints => _complaints;

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level >= LogEventLevel.Warning)
            _complaints.Enqueue(
                $"{logEvent.Level}: {logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)} {logEvent.Exception}"
            );
    }
}
