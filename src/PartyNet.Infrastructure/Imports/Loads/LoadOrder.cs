using PartyNet.Application.Imports.Loads;

namespace PartyNet.Infrastructure.Imports.Loads;

/// <summary>
/// Work on a load that somebody has asked for and nobody has done yet. Closed to the application: functions of the owner write it within
/// the process of asking, and hand it to one worker at a time (loads.sql).
/// </summary>
internal sealed class LoadOrder
{
    public Guid LoadId { get; init; }
    public ListWork Work { get; init; }
    public bool GoodRowsOnly { get; init; }

    /// <summary>The process of asking; what is done follows it.</summary>
    public Guid AskedIn { get; init; }

    /// <summary>Who asked.</summary>
    public Guid UserId { get; init; }

    /// <summary>SHA-256 of the ticket by which a worker proves for whom it works.</summary>
    public byte[] TicketHash { get; init; } = [];

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>How often a worker has begun it.</summary>
    public int Tries { get; init; }
}
