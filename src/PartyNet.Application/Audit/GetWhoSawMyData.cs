using ErrorOr;
using Microsoft.EntityFrameworkCore;
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
        var from = Guid.TryParse(cursor.From, out var id)
            ? await mine.Where(s => s.ProcessId == id).Join(db.Processes, s => s.ProcessId, p => p.Id, (s, p) => (long?)p.Sequence).FirstOrDefaultAsync(cancellationToken)
            : null;

        var processes = mine.Join(db.Processes, s => s.ProcessId, p => p.Id, (subject, process) => new { subject, process });
        processes = (from, cursor.IsBackward) switch
        {
            (null, _) => processes.OrderByDescending(x => x.process.Sequence),
            ({ } start, false) => processes.Where(x => x.process.Sequence < start).OrderByDescending(x => x.process.Sequence),
            ({ } start, true) => processes.Where(x => x.process.Sequence > start).OrderBy(x => x.process.Sequence),
        };

        var user = access.Scope.UserId;
        var rows = await processes.Take(PageCursor.Probe)
            .LeftJoin(db.Units, x => x.process.ActorUnitId, u => u.Id, (x, unit) => new { x.subject, x.process, unit })
            .LeftJoin(db.Declarations.Own(access.Scope), x => x.subject.DeclarationId, d => d.Id, (x, declaration) => new AccessToMyData(
                x.process.Id,
                x.process.Sequence,
                x.process.At,
                x.process.Type,
                x.process.ActorId == user,
                x.process.ActorRole,
                x.unit == null ? null : x.unit.Name,
                x.unit == null ? null : x.unit.BoardName,
                declaration == null ? null : declaration.Number,
                x.process.Reason))
            .ToListAsync(cancellationToken);
        rows.Sort((a, b) => cursor.IsBackward && from is not null ? a.Sequence.CompareTo(b.Sequence) : b.Sequence.CompareTo(a.Sequence));
        return cursor.Cut(rows, from is null, row => row.ProcessId.ToString());
    }
}

/// <summary>One time that the caller's data were touched or shown.</summary>
/// <param name="IsOwn">The caller did it.</param>
/// <param name="Role">In which role somebody else did it; null for the installation's own command line.</param>
/// <param name="BoardName">What the unit calls its board.</param>
/// <param name="Declaration">Number of the declaration it was about.</param>
/// <param name="Reason">The purpose that was given.</param>
public sealed record AccessToMyData(
    Guid ProcessId, long Sequence, DateTimeOffset At, ProcessType Type, bool IsOwn, Role? Role, string? UnitName, string? BoardName, int? Declaration, string? Reason);
