using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>What a database holds.</summary>
public enum DatabaseContent
{
    Empty,
    Demo,
    Real,
}

/// <summary>
/// Tells a demo database from a real one: whoever loads a demo leaves a comment on the schema, which no request can write.
/// </summary>
public static class DemoMark
{
    private const string Text = "PartyNet demo";

    public static async Task<DatabaseContent> ReadAsync(NpgsqlDataSource app, CancellationToken cancellationToken)
    {
        await using var command = app.CreateCommand(
            "select obj_description('registry'::regnamespace) = $1, exists (select from registry.units)");
        command.Parameters.Add(new NpgsqlParameter { Value = Text });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (!row.IsDBNull(0) && row.GetBoolean(0))
            return DatabaseContent.Demo;
        return row.GetBoolean(1) ? DatabaseContent.Real : DatabaseContent.Empty;
    }

    public static async Task WriteAsync(NpgsqlConnection owner, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"comment on schema registry is '{Text}'", owner, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
