using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Audit;

/// <summary>
/// Every process that touched or showed the caller's data, newest first: the audit itself, filtered and folded, so that the page can leave
/// nothing out. Whoever acted is told by role and unit, and by name where the unit that runs the registry says so.
/// </summary>
public sealed class GetWhoSawMyData(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public sealed record Query(PageCursor Cursor);

    public async Task<ErrorOr<Page<AccessToMyData>>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var mine = db.ProcessSubjects.Where(s => s.MemberId == access.Scope.MemberId);
        var way = NewestFirst.SetOut(
            query.Cursor, text => Guid.TryParse(text, out var id) ? mine.Where(s => s.ProcessId == id).Select(s => s.ProcessId) : null);
        var (isThere, sightings, namesAreTold) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => Sightings(way.ReadFirst([mine], FoldedAccess.MostRead + 1)).ToListAsync(cancellationToken),
            () => ViewerNames.AreToldAsync(db, access.Scope.BranchPath, cancellationToken),
            cancellationToken);
        if (!isThere)
            return await HandleAsync(new Query(PageCursor.First), cancellationToken);

        var walked = way.Page(sightings, FoldedAccess.MostRead, Fold, s => s.ProcessId.ToString(), s => s.ProcessId);
        var names = namesAreTold ? await NamesAsync(walked.Rows, cancellationToken) : [];
        return walked.Select(line => Tell(line, names));
    }

    // The ids of processes follow time, and the key of the table is the member with the process: a walk of that index, however many rows.
    private static readonly Walk<ProcessSubject, Guid> NewestFirst = new(
        subjects => subjects.OrderByDescending(s => s.ProcessId),
        subjects => subjects.OrderBy(s => s.ProcessId),
        start => s => s.ProcessId < start.First(),
        start => s => s.ProcessId > start.First());

    private static (IReadOnlyList<FoldedLine<Sighting>> Lines, int Rows) Fold(IEnumerable<Sighting> sightings) => FoldedAccess.Fold(
        sightings, s => (s.Type, s.ActorId, s.Role, s.ActorUnitId, s.Declaration, s.Reason), s => s.At);

    private IQueryable<Sighting> Sightings(IQueryable<ProcessSubject> walked) =>
        from subject in walked
        join process in db.Processes on subject.ProcessId equals process.Id
        join unit in db.Units on process.ActorUnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        join declaration in db.Declarations.Own(access.Scope) on subject.DeclarationId equals declaration.Id into declarations
        from declaration in declarations.DefaultIfEmpty()
        select new Sighting(
            process.Id,
            process.At,
            process.Type,
            process.ActorId,
            process.ActorRole,
            process.ActorUnitId,
            unit == null ? null : unit.Name,
            unit == null ? null : unit.BoardName,
            declaration == null ? null : declaration.Number,
            process.Reason);

    /// <summary>Names of those who acted in a role; whoever acted as the member is told apart anyhow.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<FoldedLine<Sighting>> lines, CancellationToken cancellationToken)
    {
        var asked = lines.Select(line => line.Rows[0]).Where(s => s.Role is not null).Select(s => s.ProcessId).ToArray();
        return asked.Length == 0
            ? []
            : await db.FindViewers(asked).ToDictionaryAsync(v => v.ProcessId, v => v.FullName, cancellationToken);
    }

    private AccessToMyData Tell(FoldedLine<Sighting> line, Dictionary<Guid, string> names)
    {
        var (newest, oldest) = (line.Rows.MaxBy(s => s.At)!, line.Rows.MinBy(s => s.At)!);
        var told = line.Rows[0];
        return new AccessToMyData(
            newest.ProcessId, newest.At, oldest.At, line.Rows.Count, told.Type, told.ActorId == access.Scope.UserId, told.Role,
            told.UnitName, told.BoardName, names.GetValueOrDefault(told.ProcessId), told.Declaration, told.Reason);
    }

    /// <summary>One row of audit that concerns the caller.</summary>
    private sealed record Sighting(
        Guid ProcessId,
        DateTimeOffset At,
        ProcessType Type,
        Guid? ActorId,
        Role? Role,
        Guid? ActorUnitId,
        string? UnitName,
        string? BoardName,
        int? Declaration,
        string? Reason);
}

/// <summary>Who acted in a process, by name.</summary>
public sealed record Viewer(Guid ProcessId, string FullName);

/// <summary>What somebody did with the caller's data, once or several times within an hour.</summary>
/// <param name="ProcessId">The latest time.</param>
/// <param name="At">When, the latest time.</param>
/// <param name="From">When, the first time.</param>
/// <param name="Times">How often: so many rows of the audit.</param>
/// <param name="IsOwn">The caller did it.</param>
/// <param name="Role">In which role somebody else did it; null for the installation's own command line.</param>
/// <param name="BoardName">What the unit calls its board.</param>
/// <param name="Name">Who it was, where the unit that runs the registry lets members read that.</param>
/// <param name="Declaration">Number of the declaration it was about.</param>
/// <param name="Reason">The purpose that was given.</param>
public sealed record AccessToMyData(
    Guid ProcessId,
    DateTimeOffset At,
    DateTimeOffset From,
    int Times,
    ProcessType Type,
    bool IsOwn,
    Role? Role,
    string? UnitName,
    string? BoardName,
    string? Name,
    int? Declaration,
    string? Reason
);
