using System.Text.Json;
using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Demo;

/// <summary>Somebody who acts: a member for themselves, or an officer in a role at a unit.</summary>
internal sealed record DemoActor(Guid UserId, Role? Role = null, Unit? Unit = null);

/// <summary>
/// What audit would hold, had it all happened in the product. Written for members who can sign in, so that there is something to
/// read at "Ai đã xem dữ liệu của tôi"; the rest of the demo is one process, the loading.
/// </summary>
internal sealed class DemoAudit(DemoRows rows, DemoRandom random)
{
    /// <summary>As processes write them: the product reads them back.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public void Record<TEvent>(
        ProcessType type,
        DateTimeOffset at,
        DemoActor actor,
        Unit unit,
        TEvent happened,
        IEnumerable<(Guid Member, Guid? Declaration)> concerned,
        string? reason = null
    )
        where TEvent : notnull
    {
        var id = random.Id(at);
        rows.Processes.Add(
            new Process
            {
                Id = id,
                Type = type,
                At = at,
                RecordedAt = at,
                ActorId = actor.UserId,
                ActorRole = actor.Role,
                ActorUnitId = actor.Unit?.Id,
                Reason = reason,
                UnitId = unit.Id,
                UnitPath = unit.Path,
                RequestId = "demo",
            }
        );
        rows.Events.Add(
            new ProcessEvent
            {
                ProcessId = id,
                Type = typeof(TEvent).Name,
                Payload = JsonSerializer.Serialize(happened, Json),
            }
        );
        rows.Subjects.AddRange(
            concerned.Select(c => new ProcessSubject
            {
                ProcessId = id,
                MemberId = c.Member,
                DeclarationId = c.Declaration,
            })
        );
    }
}
