using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Backups;

/// <summary>
/// A database into which all tables of another are put back, in one transaction: all of them or none. Its tables are made as the release
/// did that the rows are of; walls, triggers and newer migrations come when the rows are there.
/// </summary>
internal sealed class EmptyDatabase : IAsyncDisposable
{
    private const string ForeignKeysSql =
        """
        select n.nspname || '.' || c.relname, quote_ident(k.conname), pg_get_constraintdef(k.oid)
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        where k.contype = 'f' and n.nspname in ('registry', 'access', 'audit', 'import')
        """;

    // Somebody may have set an installation up here: kinds of units and the audit of it are no reason to keep it.
    private const string HoldsSomething =
        "select exists (select from registry.units) or exists (select from registry.members) or exists (select from access.users)";

    private readonly string _ownerString;
    private readonly NpgsqlConnection _owner;
    private readonly NpgsqlTransaction _transaction;
    private readonly List<(string Table, string Name, string Definition)> _foreignKeys;

    private EmptyDatabase(
        string ownerString, NpgsqlConnection owner, NpgsqlTransaction transaction, List<(string, string, string)> foreignKeys) =>
        (_ownerString, _owner, _transaction, _foreignKeys) = (ownerString, owner, transaction, foreignKeys);

    /// <exception cref="BackupException">It holds something, or the rows are of a newer release than this.</exception>
    public static async Task<EmptyDatabase> PrepareAsync(
        string ownerString, IReadOnlyList<string> migrations, IReadOnlyList<CopiedTable> tables, CancellationToken cancellationToken)
    {
        await using (var context = DatabaseMigrator.Context(ownerString))
        {
            if (migrations.Except(context.Database.GetMigrations()).LastOrDefault() is { } newer)
                throw new BackupException(
                    $"Bản sao lưu do phiên bản PartyNet mới hơn tạo ({newer}). Dùng đúng phiên bản ấy hoặc mới hơn.");
            await ClearAsync(ownerString, cancellationToken);
            context.Database.SetCommandTimeout(LongWork.Limit);
            await context.Database.MigrateAsync(migrations[^1], cancellationToken);
        }

        var owner = LongWork.NewConnection(ownerString);
        await owner.OpenAsync(cancellationToken);
        var transaction = await owner.BeginTransactionAsync(cancellationToken);
        var foreignKeys = await ForeignKeysAsync(owner, transaction, cancellationToken);
        // Rows point to each other both ways, so their order could not please all keys.
        foreach (var (table, name, _) in foreignKeys)
            await RunAsync(owner, transaction, $"alter table {table} drop constraint {name}", cancellationToken);
        await RunAsync(owner, transaction, $"truncate {string.Join(", ", tables.Select(table => table.Name))}", cancellationToken);
        return new EmptyDatabase(ownerString, owner, transaction, foreignKeys);
    }

    public async Task<Stream> WriteAsync(CopiedTable table, CancellationToken cancellationToken) =>
        await _owner.BeginRawBinaryCopyAsync(
            $"copy {table.Name} ({table.ColumnList()}) from stdin (format binary)", cancellationToken);

    public Task<long> CountAsync(CopiedTable table, CancellationToken cancellationToken) =>
        table.CountAsync(_owner, _transaction, cancellationToken);

    /// <summary>Keys between tables and sequences as they were; then what comes with this release.</summary>
    /// <param name="endSessions">Who had signed out since must not be signed in again by a database of before.</param>
    public async Task FinishAsync(
        IReadOnlyList<CopiedTable> tables, IReadOnlyList<SequenceValue> sequences, bool endSessions, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        foreach (var (table, name, definition) in _foreignKeys)
            await RunAsync(_owner, _transaction, $"alter table {table} add constraint {name} {definition}", cancellationToken);
        if (endSessions)
            await RunAsync(_owner, _transaction, "delete from access.sessions", cancellationToken);
        foreach (var sequence in sequences.Where(sequence => sequence.Last is not null))
        {
            await using var set = new NpgsqlCommand("select setval($1::regclass, $2)", _owner, _transaction)
            {
                Parameters = { new() { Value = sequence.Name }, new() { Value = sequence.Last!.Value } },
            };
            await set.ExecuteNonQueryAsync(cancellationToken);
        }

        await _transaction.CommitAsync(cancellationToken);
        await DatabaseMigrator.MigrateAsync(_ownerString, clock, cancellationToken, recount: true);
        await using var analyze = new NpgsqlCommand($"analyze {string.Join(", ", tables.Select(table => table.Name))}", _owner);
        await analyze.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _owner.DisposeAsync();
    }

    private static async Task ClearAsync(string ownerString, CancellationToken cancellationToken)
    {
        await using var owner = new NpgsqlConnection(ownerString);
        await owner.OpenAsync(cancellationToken);
        await using var transaction = await owner.BeginTransactionAsync(cancellationToken);
        await using (var isThere = new NpgsqlCommand("select to_regclass('access.users') is not null", owner, transaction))
        {
            if (await isThere.ExecuteScalarAsync(cancellationToken) is true)
            {
                await using var scope = new NpgsqlBatch(owner, transaction) { BatchCommands = { ScopeCommands.Everything() } };
                await scope.ExecuteNonQueryAsync(cancellationToken);
                await using var holds = new NpgsqlCommand(HoldsSomething, owner, transaction);
                if (await holds.ExecuteScalarAsync(cancellationToken) is true)
                    throw new BackupException(
                        "Cơ sở dữ liệu đích không trống: có tổ chức, đảng viên hoặc người dùng. Chỉ đưa dữ liệu vào nơi trống; không "
                            + "thay đổi gì.");
            }
        }

        await RunAsync(owner, transaction, "drop schema if exists registry, access, audit, import, jobs cascade", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<List<(string, string, string)>> ForeignKeysAsync(
        NpgsqlConnection owner, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand(ForeignKeysSql, owner, transaction);
        return await find.ListAsync(row => (row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken);
    }

    private static async Task RunAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
