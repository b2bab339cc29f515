using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>
/// Sends each statement of a read together with the scope: one batch, one round trip, one transaction that ends with its answer.
/// Statements that are asked together wait here until all of them are there (<see cref="ReadRound"/>).
/// </summary>
internal sealed class ScopeInterceptor : DbCommandInterceptor
{
    public static ScopeInterceptor Instance { get; } = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is not PartyNetDbContext db)
            return result;
        if (db.Round is { } round)
            return InterceptionResult<DbDataReader>.SuppressWithResult(await round.AnswerAsync(command));
        if (!db.CarriesScope)
            return result;

        await using var batch = db.NewReadBatch();
        batch.BatchCommands.Add(Copy(command));
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (eventData.Context is not PartyNetDbContext { CarriesScope: true } db)
            return result;

        using var batch = db.NewReadBatch();
        batch.BatchCommands.Add(Copy(command));
        var reader = batch.ExecuteReader();
        reader.NextResult();
        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }

    // What was asked together is read from one reader; it is closed when the last has read its part.
    public override ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) =>
        new(IsShared(eventData.Context, eventData.DataReader) ? InterceptionResult.Suppress() : result);

    public override InterceptionResult DataReaderDisposing(
        DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result) =>
        IsShared(eventData.Context, eventData.DataReader) ? InterceptionResult.Suppress() : result;

    /// <summary>The statement of a command for a batch.</summary>
    public static NpgsqlBatchCommand Copy(DbCommand command)
    {
        var statement = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
            statement.Parameters.Add(parameter.Clone());
        return statement;
    }

    private static bool IsShared(DbContext? context, DbDataReader reader) =>
        context is PartyNetDbContext { SharedReader: { } shared } && ReferenceEquals(shared, reader);
}
