using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database.Audit;

/// <inheritdoc cref="ILook"/>
internal sealed class Look(PartyNetDbContext db, ProcessStart start, AccessContext access, DateTimeOffset at)
    : ProcessRecord(start, access, at), ILook
{
    private readonly AccessContext _access = access;

    public Task WriteDownAsync(CancellationToken cancellationToken) => SendAsync(
        [Beginning(), .. Happenings()],
        async batch => await batch.ExecuteNonQueryAsync(cancellationToken),
        cancellationToken);

    public Task<DateTimeOffset?> WriteDownAsync(UsageLimit limit, CancellationToken cancellationToken) => SendAsync(
        [WaitForTurn(), Beginning(limit), .. Happenings(limit), Reached(limit)],
        batch => FreeFromAsync(batch, limit, cancellationToken),
        cancellationToken);

    /// <summary>Outside of a transaction a batch is one: all of it is written, or nothing.</summary>
    private async Task<T> SendAsync<T>(
        IEnumerable<NpgsqlBatchCommand> statements, Func<NpgsqlBatch, Task<T>> execute, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
            batch.BatchCommands.Add(ScopeCommands.For(_access.Scope, Id));
            foreach (var statement in statements)
                batch.BatchCommands.Add(statement);
            return await execute(batch);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
