using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>A process under way: its transaction, and what is written down with the commit.</summary>
internal sealed class OpenProcess(
    PartyNetDbContext db,
    IDbContextTransaction transaction,
    ProcessStart start,
    AccessContext access,
    OperatorPasses passes,
    DateTimeOffset at,
    FormKey? form)
    : ProcessRecord(start, access, passes, at), IOpenProcess
{
    private readonly AccessContext _access = access;
    private bool _committed;

    /// <summary>Writes the row of the process and takes the key of its form.</summary>
    /// <returns>The answer that the form has had already.</returns>
    public async Task<string?> BeginAsync(CancellationToken cancellationToken)
    {
        await using var batch = NewBatch();
        batch.BatchCommands.Add(ScopeCommands.For(_access.Scope, Id));
        var claim = form?.Claim(At);
        if (claim is not null)
            batch.BatchCommands.Add(claim);
        batch.BatchCommands.Add(await BeginningAsync(cancellationToken));
        await ReachedAsync(batch, cancellationToken);
        if (claim is not { RecordsAffected: 0 })
            return null;

        await using var find = NewBatch();
        find.BatchCommands.Add(form!.Find());
        return (string)(await find.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<int> ConcernAllAsync(IQueryable<Guid> memberIds, CancellationToken cancellationToken)
    {
        await using var allow = NewBatch();
        allow.BatchCommands.Add(LongWork.Allow());
        await allow.ExecuteNonQueryAsync(cancellationToken);

        await using var command = memberIds.CreateDbCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandTimeout = (int)LongWork.Limit.TotalSeconds;
        command.CommandText = $$"""
            select audit.concern(coalesce(array_agg(concerned.id), '{}')) from ({{command.CommandText}}) concerned (id)
            """;
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<DateTimeOffset?> FreeFromAsync(UsageLimit limit, CancellationToken cancellationToken)
    {
        await using var batch = NewBatch();
        batch.BatchCommands.Add(WaitForTurn());
        batch.BatchCommands.Add(Reached(limit));
        return (await ReachedAsync(batch, cancellationToken))?.At + limit.Within;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => CommitAsync(answer: null, cancellationToken);

    /// <param name="answer">What the form is answered, kept under its key.</param>
    public async Task CommitAsync(string? answer, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await using var batch = NewBatch();
        if (Happenings() is { } happened)
            batch.BatchCommands.Add(happened);
        if (form is not null && answer is not null)
            batch.BatchCommands.Add(form.Keep(answer));
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _committed = true;
        Measure();
    }

    private NpgsqlBatch NewBatch() =>
        new((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());

    // What an abandoned process changed must not ride along with the next one on the same context.
    public ValueTask DisposeAsync()
    {
        if (!_committed)
            db.ChangeTracker.Clear();
        return transaction.DisposeAsync();
    }
}
