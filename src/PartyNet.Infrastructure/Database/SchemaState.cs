using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>How the schema of a database stands to this release.</summary>
/// <param name="Applied">Migrations that the database has.</param>
/// <param name="Pending">Those of this release that it lacks.</param>
/// <param name="Newer">Those that it has and this release does not know.</param>
/// <param name="Breaking">Of the newer ones, those after which this release does not work.</param>
public sealed record SchemaState(
    IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Newer, IReadOnlyList<string> Breaking)
{
    /// <summary>Which migrations only add is known to releases that do not know the migrations: it stands here.</summary>
    internal const string AdditiveTable = "registry.additive_migrations";

    private static readonly IReadOnlyDictionary<string, Type> Known = ReadKnown();

    /// <summary>Migrations of this release that only add.</summary>
    public static IReadOnlyList<string> Additive { get; } =
        [.. Known.Where(known => known.Value.GetCustomAttribute<AdditiveAttribute>() is not null).Select(known => known.Key)];

    /// <summary>This release works with it: all that it knows is there, and what came since only added.</summary>
    public bool Serves => Pending.Count == 0 && Breaking.Count == 0;

    /// <summary>Why this release does not work with it, and the command to type; null where it does.</summary>
    public string? Refusal => Breaking.Count > 0 ? TooNew
        : Pending.Count > 0 ? $"Cơ sở dữ liệu còn thiếu {Pending.Count} bước cập nhật. Chạy “partynet migrate” rồi khởi động lại."
        : null;

    /// <summary>What is said to whoever has the older program.</summary>
    public string TooNew =>
        $"Cơ sở dữ liệu đã được nâng lên phiên bản mới hơn chương trình này ({Newer[^1]}). Cài đúng phiên bản PartyNet ấy rồi chạy "
        + "“partynet serve”; muốn về phiên bản này thì khôi phục bản sao lưu có trước khi nâng: “partynet restore <tệp> --into <thư mục>”.";

    public static async Task<SchemaState> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return await ReadAsync(connection, cancellationToken);
    }

    public static async Task<SchemaState> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = await ListAsync(connection, "select migration_id::text from registry.migrations order by 1", cancellationToken);
        var newer = applied.Where(id => !Known.ContainsKey(id)).ToList();
        var additive = newer.Count == 0 ? [] : await ListAsync(connection, $"select id from {AdditiveTable}", cancellationToken);
        return new SchemaState(applied, [.. Known.Keys.Except(applied)], newer, [.. newer.Except(additive)]);
    }

    /// <returns>Nothing where there is no such table.</returns>
    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ListAsync(row => row.GetString(0), cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return [];
        }
    }

    // Not asked of EF: that would compose it for a look at a list, which is most of what starting takes.
    private static SortedDictionary<string, Type> ReadKnown() => new(
        typeof(SchemaState).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)))
            .ToDictionary(type => type.GetCustomAttribute<MigrationAttribute>()!.Id),
        StringComparer.Ordinal);
}
