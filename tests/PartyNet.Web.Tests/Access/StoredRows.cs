using Npgsql;

namespace PartyNet.Web.Tests.Access;

/// <summary>
/// What the tables of the product hold, each as a count and a sum that any change of a row changes. Left out is what every request
/// leaves behind, allowed or not: when a session was last seen, and the audit of what was looked at and refused.
/// </summary>
internal static class StoredRows
{
    private static readonly string[] LeftOut = ["access.sessions", "audit.processes", "audit.process_events", "audit.process_subjects"];

    public static async Task<SortedDictionary<string, string>> ReadAsync(NpgsqlConnection superuser)
    {
        var tables = await ReadColumnAsync(superuser,
            """
            select format('%I.%I', table_schema, table_name) from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """);
        var sums = await ReadColumnAsync(superuser, string.Join("\nunion all ", tables.Except(LeftOut).Select(table =>
            $"select '{table}=' || count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t")));
        return new(sums.ToDictionary(sum => sum.Split('=')[0], sum => sum.Split('=')[1]));
    }

    /// <summary>Types of all processes in audit.</summary>
    public static Task<List<string>> ReadProcessesAsync(NpgsqlConnection superuser) =>
        ReadColumnAsync(superuser, "select type::text from audit.processes order by sequence");

    private static async Task<List<string>> ReadColumnAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            values.Add(reader.GetString(0));
        return values;
    }
}
