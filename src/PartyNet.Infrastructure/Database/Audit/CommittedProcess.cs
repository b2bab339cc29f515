using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database.Audit;

/// <inheritdoc cref="ICommittedProcess"/>
internal sealed class CommittedProcess : ICommittedProcess
{
    private readonly PartyNetDbContext _db;
    private readonly IDbContextTransaction _transaction;

    private CommittedProcess(PartyNetDbContext db, IDbContextTransaction transaction) => (_db, _transaction) = (db, transaction);

    public Guid Id { get; private init; }
    public long Sequence { get; private init; }
    public DateTimeOffset At { get; private init; }

    public IQueryable<ProcessSubject> Subjects => _db.ProcessSubjects.AsNoTracking().Where(s => s.ProcessId == Id);

    public async IAsyncEnumerable<DbDataReader> ReadAsync(IQueryable rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = rows.CreateDbCommand();
        await using var batch = _db.NewReadBatch();
        batch.BatchCommands.Add(JoinWhole(Id));
        batch.BatchCommands.Add(ScopeInterceptor.Copy(command));
        batch.Timeout = command.CommandTimeout;
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return reader;
    }

    public static async Task<ICommittedProcess?> OpenAsync(
        PartyNetDbContext db,
        AccessScope scope,
        Guid id,
        ProcessType type,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await using (
                var batch = new NpgsqlBatch(
                    (NpgsqlConnection)db.Database.GetDbConnection(),
                    (NpgsqlTransaction)transaction.GetDbTransaction()
                )
                {
                    BatchCommands =
                    {
                        new NpgsqlBatchCommand("set transaction read only"),
                        LongWork.Allow(),
                        LongWork.SortInMemory(),
                        ScopeCommands.For(scope, id),
                    },
                }
            )
            {
                await batch.ExecuteNonQueryAsync(cancellationToken);
            }

            var found = await db.Processes.AsNoTracking()
                .Where(p => p.Id == id && p.Type == type && p.ActorId == scope.UserId && p.At > since)
                .Select(p => new { p.Sequence, p.At })
                .SingleOrDefaultAsync(cancellationToken);
            if (found is not null)
            {
                db.Database.SetCommandTimeout(LongWork.Limit);
                return new CommittedProcess(db, transaction) { Id = id, Sequence = found.Sequence, At = found.At };
            }
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }

        await transaction.DisposeAsync();
        return null;
    }

    public ValueTask DisposeAsync()
    {
        _db.Database.SetCommandTimeout((int?)null);
        return _transaction.DisposeAsync();
    }

    /// <summary>
    /// For the transaction: a process that has just named its members is in no statistics, and whoever plans takes them for one or two.
    /// Where they are a good part of all, their rows are not looked up one by one.
    /// </summary>
    private static NpgsqlBatchCommand JoinWhole(Guid processId) => ProcessRecord.Sql(
        """
        select set_config('enable_nestloop', 'off', true)
        where (select count(*) from audit.process_subjects where process_id = $1) * 8.0
            > (select reltuples from pg_class where oid = 'registry.members'::regclass)
        """,
        processId);
}
