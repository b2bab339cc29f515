using System.Diagnostics.Metrics;
using PartyNet.Domain.Audit;

namespace PartyNet.Infrastructure.Measuring;

/// <summary>
/// What is counted and measured of the product. Labels are words of the program's own, never of a person, a unit or an address. Whether
/// anybody listens is the host's affair.
/// </summary>
public static class Measures
{
    public const string Name = "PartyNet";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Processes = Meter.CreateCounter<long>(
        "partynet.processes", description: "What was done and recorded, by the type of audit.");

    private static readonly Counter<long> SignIns = Meter.CreateCounter<long>(
        "partynet.sign_ins", description: "Attempts to get in, by outcome.");

    private static readonly Counter<long> ExportRows = Meter.CreateCounter<long>(
        "partynet.export.rows", description: "Rows of rosters that were handed out.");

    private static readonly UpDownCounter<long> HashingWaiting = Meter.CreateUpDownCounter<long>(
        "partynet.hashing.waiting", description: "Passwords that wait for their turn to be hashed.");

    private static readonly Histogram<double> HashingWait = Meter.CreateHistogram<double>(
        "partynet.hashing.wait", "s", "How long a password waited for its turn.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5] });

    private static readonly Gauge<double> QueueOldest = Meter.CreateGauge<double>(
        "partynet.queue.oldest", "s", "Age of what waits longest.");

    private static readonly Gauge<long> QueueLength = Meter.CreateGauge<long>("partynet.queue.length", description: "How much waits.");

    private static readonly Gauge<double> BackupAge = Meter.CreateGauge<double>("partynet.backup.age", "s", "Age of the last good backup.");

    private static readonly Gauge<double> JobAge = Meter.CreateGauge<double>("partynet.job.age", "s", "Since when a job did not run.");

    private static readonly Gauge<long> DiskFree = Meter.CreateGauge<long>("partynet.disk.free", "By", "Room on the disk of the data.");

    private static readonly Gauge<long> Findings = Meter.CreateGauge<long>(
        "partynet.findings", description: "What the last look at the installation found, by state.");

    /// <summary>A process is committed.</summary>
    public static void Done(ProcessType type, long exportedRows)
    {
        Processes.Add(1, Tag("type", type.ToString()));
        if (type is ProcessType.SignedIn)
            Tried("signed_in");
        if (type is ProcessType.SignInFailed)
            Tried("refused");
        if (exportedRows > 0)
            ExportRows.Add(exportedRows);
    }

    /// <summary>Somebody was told to come again later before anything was looked at.</summary>
    public static void SignInThrottled() => Tried("throttled");

    /// <summary>Nobody had time for a password.</summary>
    public static void SignInTooBusy() => Tried("busy");

    /// <summary>A password waits for its turn.</summary>
    public static void HashingQueued() => HashingWaiting.Add(1);

    /// <summary>A password has waited, whether or not its turn came.</summary>
    public static void HashingBegun(TimeSpan waited)
    {
        HashingWaiting.Add(-1);
        HashingWait.Record(waited.TotalSeconds);
    }

    /// <param name="oldest">Null where nothing waits.</param>
    public static void Waits(string queue, long length, TimeSpan? oldest)
    {
        QueueLength.Record(length, Tag("queue", queue));
        QueueOldest.Record(oldest?.TotalSeconds ?? 0, Tag("queue", queue));
    }

    public static void BackedUp(TimeSpan ago) => BackupAge.Record(ago.TotalSeconds);

    public static void JobRan(string job, TimeSpan ago) => JobAge.Record(ago.TotalSeconds, Tag("job", job));

    public static void Free(long bytes) => DiskFree.Record(bytes);

    public static void Found(string state, int count) => Findings.Record(count, Tag("state", state));

    private static void Tried(string outcome) => SignIns.Add(1, Tag("outcome", outcome));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
