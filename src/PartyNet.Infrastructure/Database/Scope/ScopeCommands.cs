using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>
/// Tells PostgreSQL the scope of a transaction. For a query it rides in the same round trip as the first statement;
/// the settings are local to the transaction and end with it.
/// </summary>
internal static class ScopeCommands
{
    private const string Sql =
        "select set_config('app.realm', $1, true), set_config('app.user', $2, true), set_config('app.member', $3, true),"
        + " set_config('app.help_contact', $4, true), set_config('app.scope_from', $5, true), set_config('app.scope_to', $6, true),"
        + " set_config('app.scope_roots', $7, true), set_config('app.process', $8, true)";

    /// <summary>To be sent with the next statement of this context.</summary>
    public static void Announce(PartyNetDbContext context, AccessScope scope) => context.PendingScope = scope;

    public static NpgsqlBatchCommand For(AccessScope scope, Guid? process)
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var value in new[]
        {
            RealmName(scope.Realm),
            scope.UserId?.ToString() ?? "",
            scope.MemberId?.ToString() ?? "",
            scope.HelpContactId?.ToString() ?? "",
            scope.From.Value,
            scope.To.Value,
            scope.Roots.Count > 1 ? string.Join(',', scope.Roots.Select(r => r.Value)) : "",
            process?.ToString() ?? "",
        })
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }

    private static string RealmName(AccessRealm realm) => realm switch
    {
        AccessRealm.Ordinary => "",
        AccessRealm.SignIn => "sign-in",
        AccessRealm.Administration => "administration",
        AccessRealm.Operator => "operator",
    };
}

/// <summary>Sends the announced scope ahead of a context's first statement.</summary>
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
        if (Take(eventData) is not { } scope)
            return result;

        var batch = Batch(command, scope);
        var statement = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
            statement.Parameters.Add(parameter.Clone());
        batch.BatchCommands.Add(statement);
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await SendAloneAsync(command, eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await SendAloneAsync(command, eventData, cancellationToken);
        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        if (Take(eventData) is { } scope)
            Batch(command, scope).ExecuteNonQuery();
        return result;
    }

    private static async Task SendAloneAsync(DbCommand command, CommandEventData eventData, CancellationToken cancellationToken)
    {
        if (Take(eventData) is { } scope)
            await Batch(command, scope).ExecuteNonQueryAsync(cancellationToken);
    }

    private static AccessScope? Take(CommandEventData eventData)
    {
        if (eventData.Context is not PartyNetDbContext { PendingScope: { } scope } context)
            return null;
        context.PendingScope = null;
        return scope;
    }

    private static NpgsqlBatch Batch(DbCommand command, AccessScope scope) =>
        new((NpgsqlConnection)command.Connection!, (NpgsqlTransaction?)command.Transaction)
        {
            BatchCommands = { ScopeCommands.For(scope, process: null) },
        };
}
