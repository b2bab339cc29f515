using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PartyNet.Application.Audit;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Imports;

/// <inheritdoc cref="IImportStore"/>
public sealed class ImportStore(PartyNetDbContext db, SecretBox box) : IImportStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task SaveAsync<TTarget>(ImportPlan plan, IReadOnlyList<PlannedRow<TTarget>> rows, CancellationToken cancellationToken)
    {
        db.ImportPlans.Add(plan);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var batch in rows.Chunk(BulkStatement.BatchSize))
        {
            await new BulkStatement(
                    """
                    insert into import.plan_rows (plan_id, row, unit_path, action, target_id, target_version, content)
                    select @plan, r.* from unnest(@rows, @paths, @actions, @targets, @versions, @contents) r
                    """)
                .With("plan", plan.Id)
                .With("rows", batch, r => r.Row)
                .With("paths", batch, r => r.UnitPath.Value)
                .With("actions", batch, r => (short)r.Action)
                .With("targets", batch, r => r.TargetId)
                .With("versions", batch, r => r.TargetVersion)
                .With("contents", batch, r => Seal(plan.Id, r))
                .ExecuteAsync(db, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<PlannedRow<TTarget>>> ReadAsync<TTarget>(Guid planId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<ImportPlanRow>().AsNoTracking()
            .Where(r => r.PlanId == planId && (r.Action == ImportAction.Create || r.Action == ImportAction.Update))
            .OrderBy(r => r.Row)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new PlannedRow<TTarget>(
            r.Row, r.Action, r.UnitPath, r.TargetId, r.TargetVersion,
            JsonSerializer.Deserialize<TTarget>(box.Open(SecretField.ImportRow, RowId(planId, r.TargetId), r.Content), Json)))];
    }

    public Task<bool> WriteMembersAsync(IProcess process, IReadOnlyList<PlannedRow<MemberTarget>> rows, CancellationToken cancellationToken) =>
        new MemberBulkWriter(db, box, process).WriteAsync(rows, cancellationToken);

    public Task MoveAsync(Guid unitId, Guid newParentId, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        with moved as (select path from registry.units where id = {unitId}),
            target as (select p.path || split_part(m.path, '.', -2) || '.' as path from registry.units p, moved m where p.id = {newParentId})
        update registry.units u set
            path = t.path || substr(u.path, length(m.path) + 1),
            parent_id = case when u.id = {unitId} then {newParentId} else u.parent_id end
        from moved m, target t
        where u.path ^@ m.path
        """, cancellationToken);

    public async Task<string> NextLabelAsync(CancellationToken cancellationToken) =>
        UnitPath.Label(await db.Database.SqlQuery<long>($"select nextval('registry.unit_label') as \"Value\"").SingleAsync(cancellationToken));

    private byte[] Seal<TTarget>(Guid planId, PlannedRow<TTarget> row) =>
        row.Target is null ? [] : box.Seal(SecretField.ImportRow, RowId(planId, row.TargetId), JsonSerializer.Serialize(row.Target, Json));

    /// <summary>What a content is bound to: its plan and its target together.</summary>
    private static Guid RowId(Guid planId, Guid? targetId)
    {
        Span<byte> bytes = stackalloc byte[16];
        planId.TryWriteBytes(bytes);
        Span<byte> target = stackalloc byte[16];
        targetId.GetValueOrDefault().TryWriteBytes(target);
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] ^= target[i];
        return new Guid(bytes);
    }
}

/// <summary>One statement over thousands of rows, handed over as arrays; unlike COPY it obeys row-level security.</summary>
internal sealed class BulkStatement(string sql)
{
    public const int BatchSize = 5_000;

    private readonly List<NpgsqlParameter> _parameters = [];

    public BulkStatement With<T>(string name, T value)
    {
        _parameters.Add(new NpgsqlParameter<T>(name, value));
        return this;
    }

    public BulkStatement With<TRow, T>(string name, IReadOnlyList<TRow> rows, Func<TRow, T> column) => With(name, rows.Select(column).ToArray());

    public async Task<int> ExecuteAsync(PartyNetDbContext db, CancellationToken cancellationToken)
    {
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(_parameters.ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
