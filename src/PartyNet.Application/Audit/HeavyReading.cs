using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Audit;

/// <summary>Event of somebody who opened far more declarations within an hour than their work asks for.</summary>
/// <param name="Declarations">How many different ones.</param>
public sealed record UnusualReading(int Declarations);

/// <summary>
/// Somebody who walks through declarations instead of reviewing them. The level above is told, once an hour of each person; nothing is
/// forbidden by it. <see cref="UsageLimit.Declarations"/> slows them down besides.
/// </summary>
internal static class HeavyReading
{
    /// <summary>
    /// Three times the people of an ordinary branch, which has about thirty: a secretary who opens every declaration of the branch in one
    /// sitting stays far below.
    /// </summary>
    public const int Unusual = 90;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>How long the level above reads of an alarm.</summary>
    private static readonly TimeSpan AlarmsStand = TimeSpan.FromDays(7);

    /// <summary>How often the caller opened a declaration within the last hour, as far as it matters here.</summary>
    public static Task<int> CountAsync(IPartyNetDb db, AccessScope scope, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (user, since) = (scope.UserId, now - Hour);
        return db.Processes
            .Where(p => p.ActorId == user && p.Type == ProcessType.DeclarationViewed && p.At > since)
            .OrderByDescending(p => p.At)
            .TakeFirst(Unusual)
            .CountAsync(cancellationToken);
    }

    /// <summary>Tells the level above, where it has not been told within the hour. Views of one declaration count once.</summary>
    /// <param name="wasStopped">The caller has reached a limit: that alone is unusual.</param>
    public static async Task TellAsync(
        IPartyNetDb db, IProcesses processes, Unit unit, DateTimeOffset now, bool wasStopped, CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        var declarations = await db.CountDeclarationsRead(now - Hour).SingleAsync(cancellationToken);
        if (declarations < Unusual && !wasStopped)
            return;
        var look = processes.Look(new ProcessStart(ProcessType.UnusualReading, unit));
        look.Record(new UnusualReading(declarations));
        await look.WriteDownAsync([UsageLimit.Alarms], cancellationToken);
    }

    /// <summary>The newest alarms about those who act below these units.</summary>
    public static Task<List<UnusualReadingSeen>> SeenAsync(
        IPartyNetDb db, IEnumerable<UnitPath> above, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.FindUnusualReadings([.. above.Select(path => path.Value)], now - AlarmsStand).ToListAsync(cancellationToken);
}

/// <summary>An alarm as the level above reads it.</summary>
/// <param name="Above">The unit that is told.</param>
/// <param name="FullName">Null where the user is no member.</param>
public sealed record UnusualReadingSeen(
    string Above, DateTimeOffset At, Role Role, string UnitName, string? BoardName, string? FullName, int Declarations);
