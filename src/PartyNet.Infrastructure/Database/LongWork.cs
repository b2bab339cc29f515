using System.Globalization;
using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>
/// Lifts the limits of a page (<see cref="DataSources"/>) for one transaction whose length is that of a list: an export, the members
/// that an export names. Still bounded, so that a download nobody reads gives its connection back.
/// </summary>
internal static class LongWork
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(30);

    public static NpgsqlBatchCommand Allow() => new(Sql);

    /// <summary>For work on whole tables: a connection that is nobody else's, each statement of which may take that long.</summary>
    public static NpgsqlConnection NewConnection(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        CommandTimeout = (int)Limit.TotalSeconds,
    }.ConnectionString);

    /// <summary>For the transaction: the roster of a district is sorted in memory, where the page's limit would send it to disk.</summary>
    public static NpgsqlBatchCommand SortInMemory() => new("select set_config('work_mem', '64MB', true)");

    public static string Sql { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"select set_config('statement_timeout', '{Limit.TotalSeconds}s', true), set_config('idle_in_transaction_session_timeout', "
            + $"'{Limit.TotalSeconds}s', true)");
}
