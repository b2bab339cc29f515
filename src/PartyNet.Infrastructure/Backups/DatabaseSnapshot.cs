using System.Data;
using Npgsql;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Backups;

/// <summary>
/// All tables of an installation as they stand at one moment, read by the role of backups while the registry is in use. Nothing is opened:
/// sealed cells stay sealed.
/// </summary>
internal sealed class DatabaseSnapshot : IAsyncDisposable
{
    // Which transaction of which server wrote a process says nothing elsewhere, and must not: another one there could bear the same number.
    // What the database computes it computes again. Migrations are made by running them.
    private const string TablesSql =
        """
        select n.nspname || '.' || c.relname, array(
            select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                and (n.nspname, c.relname, a.attname) <> ('audit', 'processes', 'transaction_id')
            order by a.attnum)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname in ('registry', 'access', 'audit', 'import')
            and (n.nspname, c.relname) not in (('registry', 'migrations'), ('registry', 'additive_migrations'))
        order by 1
        """;

    private const string MigrationsSql = "select migration_id::text from registry.migrations order by 1";

    private const string SequencesSql =
        "select schemaname || '.' || sequencename, last_value from pg_sequences "
            + "where schemaname in ('registry', 'access', 'audit', 'import') order by 1";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private DatabaseSnapshot(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<CopiedTable> tables, IReadOnlyList<string> migrations)
    {
        (_connection, _transaction) = (connection, transaction);
        (Tables, Migrations) = (tables, migrations);
    }

    public IReadOnlyList<CopiedTable> Tables { get; }

    public IReadOnlyList<string> Migrations { get; }

    /// <exception cref="BackupException">The role does not see everything, or there is nothing to see.</exception>
    public static async Task<DatabaseSnapshot> TakeAsync(string backup, CancellationToken cancellationToken)
    {
        if (backup.Length == 0)
            throw new BackupException(
                "Chưa có ConnectionStrings__PartyNetBackup (vai trò sao lưu). Tạo vai trò theo docs/operations.md, chạy “partynet "
                    + "migrate”, rồi khai báo chuỗi kết nối.");
        var connection = LongWork.NewConnection(backup);
        try
        {
            await connection.OpenAsync(cancellationToken);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await using (var rows = new NpgsqlCommand("set transaction read only; set local row_security = off", connection, transaction))
                await rows.ExecuteNonQueryAsync(cancellationToken);
            var migrations = await ListAsync(connection, transaction, MigrationsSql, row => row.GetString(0), cancellationToken);
            var tables = await ListAsync(
                connection, transaction, TablesSql,
                row => new CopiedTable(row.GetString(0), row.GetFieldValue<string[]>(1)), cancellationToken);
            return new DatabaseSnapshot(connection, transaction, tables, migrations);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable)
        {
            await connection.DisposeAsync();
            throw new BackupException(
                $"Vai trò sao lưu chưa đọc được mọi bảng ({e.MessageText}). Chạy “partynet migrate” để cấp lại quyền cho vai trò ấy.", e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows of a table, in PostgreSQL's binary form.</summary>
    public async Task<Stream> ReadAsync(CopiedTable table, CancellationToken cancellationToken) =>
        await _connection.BeginRawBinaryCopyAsync(
            $"copy (select {table.ColumnList()} from {table.Name}) to stdout (format binary)", cancellationToken);

    public Task<long> CountAsync(CopiedTable table, CancellationToken cancellationToken) =>
        table.CountAsync(_connection, _transaction, cancellationToken);

    public Task<List<SequenceValue>> SequencesAsync(CancellationToken cancellationToken) => ListAsync(
        _connection, _transaction, SequencesSql,
        row => new SequenceValue(row.GetString(0), row.IsDBNull(1) ? null : row.GetInt64(1)), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return await command.ListAsync(read, cancellationToken);
    }
}
