using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>The notices that a unit published, newest first, and the one it inherits while it has none.</summary>
/// <param name="Own">Notices that the unit itself has published, newest first.</param>
/// <param name="Inherited">While the unit has none: the notice of the nearest unit above, which its members read instead.</param>
public sealed record UnitNotices(IReadOnlyList<NoticeRow> Own, NoticeRow? Inherited)
{
    /// <summary>The number that the next notice of the unit gets.</summary>
    public int NextNumber => Own.Count == 0 ? 1 : Own[0].Number + 1;

    /// <summary>What members of the unit read now; null where nobody above has published anything either.</summary>
    public NoticeRow? InForce => Own.Count > 0 ? Own[0] : Inherited;
}

/// <summary>A notice as published; the body is plain text in which blank lines separate paragraphs.</summary>
public sealed record NoticeRow(int Number, string Title, string Body, string UnitName, DateTimeOffset PublishedAt)
{
    public IReadOnlyList<string> Paragraphs => Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The notices of a unit, the one in force first. Error: not found.</summary>
public sealed class ListNotices(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => PublishNotice.Needs;

    public sealed record Query(Unit Unit);

    public async Task<ErrorOr<UnitNotices>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var lineage = query.Unit.Path.Lineage;
        var notices =
            from notice in db.UnitNotices.AsNoTracking()
            join unit in db.Units on notice.UnitId equals unit.Id
            select new { notice, unit };
        var own = await notices.Where(n => n.unit.Id == query.Unit.Id).OrderByDescending(n => n.notice.Number)
            .Select(n => new NoticeRow(n.notice.Number, n.notice.Title, n.notice.Body, n.unit.Name, n.notice.PublishedAt))
            .ToListAsync(cancellationToken);
        // Of two paths of one lineage the longer one sorts last: the nearest unit comes first.
        var inherited = own.Count > 0 ? null : await notices.Where(n => lineage.Contains(n.unit.Path))
            .OrderByDescending(n => n.unit.Path).ThenByDescending(n => n.notice.Number)
            .Select(n => new NoticeRow(n.notice.Number, n.notice.Title, n.notice.Body, n.unit.Name, n.notice.PublishedAt))
            .FirstOrDefaultAsync(cancellationToken);
        return new UnitNotices(own, inherited);
    }
}
