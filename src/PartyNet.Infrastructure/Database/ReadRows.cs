using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>Plain SQL whose answer is short.</summary>
internal static class ReadRows
{
    /// <summary>All rows of the answer, each as <paramref name="read"/> takes it.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            list.Add(read(rows));
        return list;
    }
}
