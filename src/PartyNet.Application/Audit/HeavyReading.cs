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

/// <summary>What somebody opened within the last hour, as far as it is counted.</summary>
/// <param name="Oldest">The earliest of those that were counted; null where there are none.</param>
internal sealed record RecentReading(int Views, DateTimeOffset? Oldest);

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

    /// <summary>What the caller opened within the last hour, up to the limit of an hour.</summary>
    public static async Task<RecentReading> CountAsync(
        IPartyNetDb db, AccessScope scope, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (user, since) = (scope.UserId, now - Hour);
        return await db.Processes
                .Where(p => p.ActorId == user && p.Type == ProcessType.DeclarationViewed && p.At > since)
                .OrderByDescending(p => p.At)
                .TakeFirst(UsageLimit.MostDeclarationsAnHour)
                .GroupBy(_ => 1)
                .Select(g => new RecentReading(g.Count(), g.Min(p => p.At)))
                .SingleOrDefaultAsync(cancellationToken)
            ?? new RecentReading(0, null);
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
        await look.WriteDownAsync(UsageLimit.Alarms, cancellationToken);
    }
}

/// <summary>An alarm as the level above reads it.</summary>
/// <param name="Above">The unit that is told.</param>
/// <param name="FullName">Null where the user is no member.</param>
public sealed record UnusualReadingSeen(
    string Above, DateTimeOffset At, Role Role, string UnitName, string? BoardName, string? FullName, int Declarations);
