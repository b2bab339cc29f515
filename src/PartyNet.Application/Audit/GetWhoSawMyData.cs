using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Audit;

/// <summary>
/// Every process that touched or showed the caller's data, newest first: the audit itself, filtered, so that the page can leave
/// nothing out. Whoever acted is named by role and unit, as the branch knows them.
/// </summary>
public sealed class GetWhoSawMyData(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public sealed record Query(PageCursor Cursor);

    public async Task<ErrorOr<Page<AccessToMyData>>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var cursor = query.Cursor;
        await using var read = await db.BeginReadAsync(cancellationToken);
        var mine = db.ProcessSubjects.Where(s => s.MemberId == access.Scope.MemberId);
        var user = access.Scope.UserId;
        return await NewestFirst.ReadAsync(
            db,
            [
                mine.Join(
                    db.Processes,
                    s => s.ProcessId,
                    p => p.Id,
                    (subject, process) => new Sighting { Subject = subject, Process = process }
                ),
            ],
            query.Cursor,
            text =>
                Guid.TryParse(text, out var id)
                    ? mine.Where(s => s.ProcessId == id).Join(db.Processes, s => s.ProcessId, p => p.Id, (s, p) => p.Sequence)
                    : null,
            read =>
                read.LeftJoin(
                        db.Units,
                        x => x.Process.ActorUnitId,
                        u => u.Id,
                        (x, unit) =>
                            new
                            {
                                x.Subject,
                                x.Process,
                                unit,
                            }
                    )
                    .LeftJoin(
                        db.Declarations.Own(access.Scope),
                        x => x.Subject.DeclarationId,
                        d => d.Id,
                        (x, declaration) =>
                            new AccessToMyData(
                                x.Process.Id,
                                x.Process.Sequence,
                                x.Process.At,
                                x.Process.Type,
                                x.Process.ActorId == user,
                                x.Process.ActorRole,
                                x.unit == null ? null : x.unit.Name,
                                x.unit == null ? null : x.unit.BoardName,
                                declaration == null ? null : declaration.Number,
                                x.Process.Reason
                            )
                    ),
            row => row.ProcessId.ToString(),
            cancellationToken,
            sortBy: row => -row.Sequence);
    }

    private static readonly Walk<Sighting, long> NewestFirst = new(
        sightings => sightings.OrderByDescending(x => x.Process.Sequence),
        sightings => sightings.OrderBy(x => x.Process.Sequence),
        sequence => x => x.Process.Sequence < sequence.First(),
        sequence => x => x.Process.Sequence > sequence.First());

    private sealed class Sighting
    {
        public required ProcessSubject Subject { get; init; }
        public required Process Process { get; init; }
    }
}

/// <summary>One time that the caller's data were touched or shown.</summary>
/// <param name="IsOwn">The caller did it.</param>
/// <param name="Role">In which role somebody else did it; null for the installation's own command line.</param>
/// <param name="BoardName">What the unit calls its board.</param>
/// <param name="Declaration">Number of the declaration it was about.</param>
/// <param name="Reason">The purpose that was given.</param>
public sealed record AccessToMyData(
    Guid ProcessId,
    long Sequence,
    DateTimeOffset At,
    ProcessType Type,
    bool IsOwn,
    Role? Role,
    string? UnitName,
    string? BoardName,
    int? Declaration,
    string? Reason
);
