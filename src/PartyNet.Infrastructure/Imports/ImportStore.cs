using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Imports;

/// <inheritdoc cref="IImportStore"/>
public sealed class ImportStore(PartyNetDbContext db, IBulkWriter bulk, SecretBox box, UnreadableCells unreadable) : IImportStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new NumberConverter<CardNumber>(card => card.Value, text => CardNumber.TryParse(text, out var card, out _) ? card : null),
            new NumberConverter<CitizenNumber>(
                citizen => citizen.Value, text => CitizenNumber.TryParse(text, out var citizen, out _) ? citizen : null),
            new NumberConverter<VietnamesePhoneNumber>(
                phone => phone.E164, text => VietnamesePhoneNumber.TryParse(text, out var phone, out _) ? phone : null),
        },
    };

    public async Task TakeTimeAsync(CancellationToken cancellationToken)
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"{LongWork.Limit.TotalSeconds}s");
        db.Database.SetCommandTimeout(LongWork.Limit);
        // Lists for the same branches wait for each other too.
        await db.Database.ExecuteSqlAsync(
            $"""
            select set_config('statement_timeout', {limit}, true), set_config('idle_in_transaction_session_timeout', {limit}, true),
                set_config('lock_timeout', {limit}, true)
            """, cancellationToken);
    }

    public async Task SaveAsync<TTarget>(ImportPlan plan, IReadOnlyList<PlannedRow<TTarget>> rows, CancellationToken cancellationToken)
    {
        db.ImportPlans.Add(plan);
        await db.SaveChangesAsync(cancellationToken);
        await bulk.InsertAsync([.. rows.Select(row => Seal(plan.Id, row))], cancellationToken);
    }

    public async Task<IReadOnlyList<PlannedRow<TTarget>>?> ReadAsync<TTarget>(Guid planId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<ImportPlanRow>().AsNoTracking()
            .Where(r => r.PlanId == planId && (r.Action == ImportAction.Create || r.Action == ImportAction.Update))
            .OrderBy(r => r.Row)
            .ToListAsync(cancellationToken);
        var planned = new List<PlannedRow<TTarget>>(rows.Count);
        foreach (var r in rows)
        {
            var opened = box.Open(SecretField.ImportRow, RowId(planId, r.TargetId), r.Content);
            var content = unreadable.Note(SecretField.ImportRow, planId, opened);
            if (content.Text is null)
                return null;
            planned.Add(new PlannedRow<TTarget>(
                r.Row, r.Action, r.UnitPath, r.TargetId, r.TargetVersion, JsonSerializer.Deserialize<TTarget>(content.Text, Json)));
        }

        return planned;
    }

    // Not for share: of two imports into one branch the second must see whom the first has enrolled.
    public async Task<IReadOnlyList<Unit>> HoldUnitsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await db.Units.FromSql($"select * from registry.units where id = any ({ids.ToArray()}) order by id for no key update")
            .AsNoTracking().ToListAsync(cancellationToken);

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

    private ImportPlanRow Seal<TTarget>(Guid planId, PlannedRow<TTarget> row) => new()
    {
        PlanId = planId,
        Row = row.Row,
        UnitPath = row.UnitPath,
        Action = row.Action,
        TargetId = row.TargetId,
        TargetVersion = row.TargetVersion,
        Content = row.Target is null
            ? []
            : box.Seal(SecretField.ImportRow, RowId(planId, row.TargetId), JsonSerializer.Serialize(row.Target, Json)),
    };

    /// <summary>What a content is bound to: its plan and its target together.</summary>
    internal static Guid RowId(Guid planId, Guid? targetId)
    {
        Span<byte> bytes = stackalloc byte[16];
        planId.TryWriteBytes(bytes);
        Span<byte> target = stackalloc byte[16];
        targetId.GetValueOrDefault().TryWriteBytes(target);
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] ^= target[i];
        return new Guid(bytes);
    }

    /// <summary>A number of a person, as its canonical text.</summary>
    private sealed class NumberConverter<T>(Func<T, string> write, Func<string?, T?> read) : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString()) ?? throw new JsonException($"Not a {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
