using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Imports;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Imports;

/// <inheritdoc cref="IRegistryRows"/>
public sealed class RegistryRows(PartyNetDbContext db) : IRegistryRows
{
    // Not for share: of two imports into one branch the second must see whom the first has enrolled.
    public async Task<IReadOnlyList<Unit>> HoldUnitsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await db.Units.FromSql($"select * from registry.units where id = any ({ids.ToArray()}) order by id for no key update")
            .AsNoTracking().ToListAsync(cancellationToken);

    public Task<long?> SeesUpToAsync(CancellationToken cancellationToken) =>
        db.Database.SqlQuery<long?>($"select import.sees_up_to() as \"Value\"").SingleAsync(cancellationToken);

    public Task<bool> IsAsSeenAsync(long upTo, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<bool>($"select import.is_as_seen({upTo}) as \"Value\"").SingleAsync(cancellationToken);

    public Task MoveAsync(Guid unitId, Guid newParentId, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        with moved as (select path from registry.units where id = {unitId}),
            target as (
                select p.path || split_part(m.path, '.', -2) || '.' as path from registry.units p, moved m where p.id = {newParentId})
        update registry.units u set
            path = t.path || substr(u.path, length(m.path) + 1),
            parent_id = case when u.id = {unitId} then {newParentId} else u.parent_id end
        from moved m, target t
        where u.path ^@ m.path
        """, cancellationToken);

    public async Task<string> NextLabelAsync(CancellationToken cancellationToken) =>
        UnitPath.Label(
            await db.Database.SqlQuery<long>($"select nextval('registry.unit_label') as \"Value\"").SingleAsync(cancellationToken));

    public async Task<IReadOnlyList<RowInUse>> MembersInUseAsync(IReadOnlyCollection<Guid> members, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<RowInUse>($"select id, used_in from import.members_in_use({members.ToArray()})")
            .ToListAsync(cancellationToken);

    public Task RemoveMembersAsync(IReadOnlyCollection<Guid> members, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select import.remove_members({members.ToArray()})", cancellationToken);

    public Task TakeTransfersBackAsync(IReadOnlyCollection<TransferBefore> transfers, CancellationToken cancellationToken)
    {
        var (begun, ended) = (transfers.Select(t => t.Begun).ToArray(), transfers.SelectMany(t => t.Ended).ToArray());
        return db.Database.ExecuteSqlAsync($"select import.take_transfers_back({begun}, {ended})", cancellationToken);
    }

    public async Task<IReadOnlyList<RowInUse>> UnitsInUseAsync(IReadOnlyCollection<Guid> units, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<RowInUse>($"select id, used_in from import.units_in_use({units.ToArray()})")
            .ToListAsync(cancellationToken);

    public Task RemoveUnitsAsync(IReadOnlyCollection<Guid> units, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select import.remove_units({units.ToArray()})", cancellationToken);
}
