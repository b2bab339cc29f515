using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Imports;

/// <inheritdoc cref="IImportStore"/>
public sealed class ImportStore(PartyNetDbContext db, IBulkWriter bulk, SecretBox box, UnreadableCells unreadable) : IImportStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
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

    public Task BeginAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        db.ImportPlans.Add(plan);
        return db.SaveChangesAsync(cancellationToken);
    }

    public Task AddRowsAsync<TTarget>(ImportPlan plan, IReadOnlyList<PlannedRow<TTarget>> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            plan.Take(row.Action, row.View?.Asks, row.View?.IsPartial is true);
        // The database has nothing to do meanwhile.
        return bulk.InsertAsync([AllCores.Select(rows, row => Seal(plan.Id, row))], cancellationToken);
    }

    public async Task<IReadOnlyList<PlannedRowView>> ListRowsAsync(
        Guid planId, ImportAction? only, bool notesOnly, int afterRow, int count, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await ViewAsync(
            db.ImportPlanRows
                .Where(r => r.PlanId == planId && r.Row > afterRow && (only == null || r.Action == only) && (!notesOnly || r.HasNotes))
                .OrderBy(r => r.Row)
                .Take(count),
            cancellationToken);
    }

    public async Task<IReadOnlyList<PlannedRowView>> ViewAsync(IQueryable<ImportPlanRow> rows, CancellationToken cancellationToken)
    {
        var found = await rows.Select(r => new { r.PlanId, r.Row, r.Action, r.TargetId, r.Shown }).ToListAsync(cancellationToken);
        return AllCores.Select(found, r => Open<PlannedRowView>(SecretField.ImportRowView, r.PlanId, r.TargetId, r.Shown) is { } view
            ? view with { Row = r.Row, Action = r.Action, TargetId = r.TargetId }
            : new PlannedRowView(r.Row, null, r.Action, Unsealed.Unreadable, [], [], [], r.TargetId));
    }

    public async Task<IReadOnlyList<PlannedRow<TTarget>>?> ReadAsync<TTarget>(Guid planId, CancellationToken cancellationToken)
        where TTarget : class =>
        Planned(planId, Opened<TTarget>(planId, await SealedAsync(planId, afterRow: 0, int.MaxValue, cancellationToken)));

    public async IAsyncEnumerable<IReadOnlyList<PlannedRow<TTarget>>?> ReadBatchesAsync<TTarget>(
        Guid planId, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TTarget : class
    {
        var rows = await SealedAsync(planId, afterRow: 0, size, cancellationToken);
        var opening = Task.FromResult(Opened<TTarget>(planId, rows));
        while (rows.Count > 0)
        {
            var opened = await opening;
            var next = rows = await SealedAsync(planId, rows[^1].Row, size, cancellationToken);
            opening = Task.Run(() => Opened<TTarget>(planId, next), cancellationToken);
            yield return Planned(planId, opened);
        }
    }

    /// <summary>The next rows that create or update something, as they are kept.</summary>
    private Task<List<ImportPlanRow>> SealedAsync(Guid planId, int afterRow, int count, CancellationToken cancellationToken) =>
        db.ImportPlanRows.AsNoTracking().Changing(planId).Where(r => r.Row > afterRow).OrderBy(r => r.Row).Take(count)
            .Select(r => new ImportPlanRow
            {
                Row = r.Row,
                Action = r.Action,
                UnitPath = r.UnitPath,
                TargetId = r.TargetId,
                TargetVersion = r.TargetVersion,
                Content = r.Content,
            })
            .ToListAsync(cancellationToken);

    /// <summary>Their contents, opened on all cores.</summary>
    private (ImportPlanRow Row, Unsealed Cell, TTarget? Target)[] Opened<TTarget>(Guid planId, IReadOnlyList<ImportPlanRow> rows)
        where TTarget : class =>
        AllCores.Select(rows, row =>
        {
            var cell = box.Open(SecretField.ImportRow, RowId(planId, row.TargetId), row.Content);
            return (row, cell, cell.Read(text => JsonSerializer.Deserialize<TTarget>(text, Json)!));
        });

    /// <summary>Null where one cannot be read any more.</summary>
    private List<PlannedRow<TTarget>>? Planned<TTarget>(Guid planId, (ImportPlanRow Row, Unsealed Cell, TTarget? Target)[] opened)
        where TTarget : class
    {
        var planned = new List<PlannedRow<TTarget>>(opened.Length);
        foreach (var (r, cell, target) in opened)
        {
            if (target is null)
            {
                unreadable.Note(SecretField.ImportRow, planId, cell);
                return null;
            }

            planned.Add(new PlannedRow<TTarget>(r.Row, r.Action, r.UnitPath, r.TargetId, r.TargetVersion, target));
        }

        return planned;
    }

    public Task KeepBeforeAsync<TBefore>(
        Guid planId, IReadOnlyList<CommittedRow<TBefore>> rows, CancellationToken cancellationToken)
        where TBefore : class
    {
        var numbers = rows.Select(row => row.Row).ToArray();
        var cells = rows.Select(row => Seal(SecretField.ImportRowUndo, planId, row.TargetId, row.Before)).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            update import.plan_rows r set undo = n.undo from unnest({numbers}, {cells}) n (row, undo)
            where r.plan_id = {planId} and r.row = n.row
            """, cancellationToken);
    }

    public async Task<IReadOnlyList<CommittedRow<TBefore>>> ReadCommittedAsync<TBefore>(Guid planId, CancellationToken cancellationToken)
        where TBefore : class
    {
        var rows = await db.ImportPlanRows.Changing(planId)
            .OrderBy(r => r.Row)
            .Select(r => new { r.Row, r.Action, r.TargetId, r.Undo })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new CommittedRow<TBefore>(
                r.Row, r.Action, r.TargetId!.Value, Open<TBefore>(SecretField.ImportRowUndo, planId, r.TargetId, r.Undo))),
        ];
    }

    public async Task<IReadOnlyList<KeptRow>> FinishUndoAsync(
        Guid planId, IReadOnlyDictionary<int, string> kept, CancellationToken cancellationToken)
    {
        var keptRows = kept.Keys.ToList();
        var rows = await db.ImportPlanRows.Where(r => r.PlanId == planId && keptRows.Contains(r.Row))
            .OrderBy(r => r.Row).Select(r => new { r.Row, r.TargetId, r.Shown }).ToListAsync(cancellationToken);
        var told = rows.ConvertAll(r =>
        {
            var view = Open<PlannedRowView>(SecretField.ImportRowView, planId, r.TargetId, r.Shown);
            return (r.TargetId, Row: new KeptRow(r.Row, view?.Sheet, view?.Subject ?? Unsealed.Unreadable, kept[r.Row]));
        });
        await db.ImportPlanRows.Where(r => r.PlanId == planId && r.Undo.Length > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Undo, Array.Empty<byte>()), cancellationToken);
        var numbers = told.Select(row => row.Row.Row).ToArray();
        var cells = told.Select(row => Seal(SecretField.ImportRowUndo, planId, row.TargetId, row.Row)).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            update import.plan_rows r set undo = n.undo, is_kept = true from unnest({numbers}, {cells}) n (row, undo)
            where r.plan_id = {planId} and r.row = n.row
            """, cancellationToken);
        return [.. told.Select(row => row.Row)];
    }

    public async Task<IReadOnlyList<KeptRow>> ListKeptAsync(Guid planId, int afterRow, int count, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var rows = await db.ImportPlanRows.Where(r => r.PlanId == planId && r.IsKept && r.Row > afterRow).OrderBy(r => r.Row).Take(count)
            .Select(r => new { r.Row, r.TargetId, r.Undo }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => Open<KeptRow>(SecretField.ImportRowUndo, planId, r.TargetId, r.Undo)
                ?? new KeptRow(r.Row, null, Unsealed.Unreadable, Unsealed.Unreadable)),
        ];
    }

    public Task ForgetRowsAsync(Guid planId, CancellationToken cancellationToken) =>
        db.ImportPlanRows.Where(r => r.PlanId == planId).ExecuteDeleteAsync(cancellationToken);

    private ImportPlanRow Seal<TTarget>(Guid planId, PlannedRow<TTarget> row) => new()
    {
        PlanId = planId,
        Row = row.Row,
        UnitPath = row.UnitPath,
        Action = row.Action,
        TargetId = row.TargetId,
        TargetVersion = row.TargetVersion,
        Content = row.Target is null ? [] : Seal(SecretField.ImportRow, planId, row.TargetId, row.Target),
        Shown = Seal(SecretField.ImportRowView, planId, row.TargetId, row.View),
        HasNotes = row.View!.HasNotes,
        IsPartial = row.View.IsPartial,
        Asks = row.View.Asks,
    };

    private byte[] Seal<T>(SecretField field, Guid planId, Guid? targetId, T content) =>
        box.Seal(field, RowId(planId, targetId), JsonSerializer.Serialize(content, Json));

    /// <summary>Null where the cell cannot be read any more, or is empty.</summary>
    private T? Open<T>(SecretField field, Guid planId, Guid? targetId, byte[] content)
        where T : class
    {
        if (content.Length == 0)
            return null;
        var opened = unreadable.Note(field, planId, box.Open(field, RowId(planId, targetId), content));
        return opened.Read(text => JsonSerializer.Deserialize<T>(text, Json)!);
    }

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
