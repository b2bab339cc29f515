using System.Diagnostics;
using OpenTelemetry;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Takes from a trace whatever is not known to be harmless. Addresses hold codes of members, addresses of networks are personal data, and
/// so may be what a statement failed with: such a span is not sent at all.
/// </summary>
public sealed class TraceTags : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.route", "http.response.status_code", "url.scheme", "network.protocol.version", "error.type",
        "aspnetcore.request.is_unhandled_exception", "db.system", "db.system.name", "db.operation.name", "db.query.text", "db.statement",
        "otel.status_code",
    };

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.Where(tag => !Harmless.Contains(tag.Key)).ToList())
            data.SetTag(name, null);
        if (data.Events.Any(happened => happened.Name == "exception") || data.StatusDescription is not null)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
