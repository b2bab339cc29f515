using System.Buffers.Binary;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>What was loaded at a unit, the latest first, a page at a time. Errors: not found.</summary>
public sealed class ListLoads(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Query(Unit Unit, PageCursor Cursor);

    private static readonly Walk<ListLoad, ListLoad> NewestFirst = new(
        loads => loads.OrderByDescending(l => l.StartedAt).ThenByDescending(l => l.Id),
        loads => loads.OrderBy(l => l.StartedAt).ThenBy(l => l.Id),
        start => l => l.StartedAt <= start.Select(s => s.StartedAt).First()
            && (l.StartedAt < start.Select(s => s.StartedAt).First() || l.Id < start.Select(s => s.Id).First()),
        start => l => l.StartedAt >= start.Select(s => s.StartedAt).First()
            && (l.StartedAt > start.Select(s => s.StartedAt).First() || l.Id > start.Select(s => s.Id).First()));

    public async Task<ErrorOr<Page<LoadView>>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        var kinds = LoadKinds.Open(access.Scope, query.Unit);
        var loads = db.ListLoads.Where(l => l.UnitId == query.Unit.Id && kinds.Contains(l.Kind));
        return await NewestFirst.ReadAsync(
            db, [loads], query.Cursor,
            text => Guid.TryParse(text, out var id) ? loads.Where(l => l.Id == id) : null,
            found => LoadView.Read(db, found), view => view.Id.ToString(), cancellationToken,
            // The greatest comes first, of two at one moment, too.
            sortBy: view => (-view.StartedAt.UtcTicks, ~BinaryPrimitives.ReadUInt128BigEndian(view.Id.ToByteArray(bigEndian: true))));
    }
}
