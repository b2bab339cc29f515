using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Audit;

/// <summary>One thing that somebody did or looked at: who, what, why, where and when. Written once, never changed.</summary>
public sealed class Process
{
    public Guid Id { get; init; }

    /// <summary>Order of writing; the chain of seals will follow it.</summary>
    public long Sequence { get; init; }

    public ProcessType Type { get; init; }

    /// <summary>When, by the clock of the application.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was written, by the clock of the database.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>
    /// The user whose session it was, as the database found out by itself; null for the command line and for who was not signed in.
    /// </summary>
    public Guid? ActorId { get; init; }

    /// <summary>The role in which the actor acted; null for a member acting for themselves and for the command line.</summary>
    public Role? ActorRole { get; init; }

    /// <summary>The unit of that role.</summary>
    public Guid? ActorUnitId { get; init; }

    /// <summary>The purpose given, where one was asked for.</summary>
    public string? Reason { get; init; }

    public Guid? UnitId { get; init; }

    /// <summary>Where the unit was; null for what belongs to no unit.</summary>
    public Domain.Units.UnitPath? UnitPath { get; init; }

    public string RequestId { get; init; } = "";
}

/// <summary>
/// What happened within a process, typed; a process has at least one. The payload holds ids and counts, never personal data.
/// </summary>
public sealed class ProcessEvent
{
    public long Id { get; init; }
    public Guid ProcessId { get; init; }
    public string Type { get; init; } = "";

    /// <summary>JSON.</summary>
    public string Payload { get; init; } = "{}";
}

/// <summary>A member whose data a process touched or showed: the page "Ai đã xem dữ liệu của tôi" is this table, filtered.</summary>
public sealed class ProcessSubject
{
    public Guid ProcessId { get; init; }
    public Guid MemberId { get; init; }

    /// <summary>The declaration of this member that the process was about; null where it was about none or several.</summary>
    public Guid? DeclarationId { get; init; }
}
