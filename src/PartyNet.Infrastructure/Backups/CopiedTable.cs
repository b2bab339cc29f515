using Npgsql;

namespace PartyNet.Infrastructure.Backups;

/// <summary>A table with the columns that are copied, in their order.</summary>
public sealed record CopiedTable(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>As SQL names them.</summary>
    internal string ColumnList() => string.Join(", ", Columns.Select(column => $"\"{column}\""));

    internal async Task<long> CountAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var count = new NpgsqlCommand($"select count(*) from {Name}", connection, transaction);
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }
}
