using Npgsql;

namespace PartyNet.LoadBench;

/// <summary>
/// An answer of the site, and what it asked the database for it, with each scope announced once. A process that the page writes gets a
/// number of its own at each replay.
/// </summary>
internal sealed record RecordedPage(IReadOnlyList<KeyValuePair<string, string[]>> Headers, byte[] Body, IReadOnlyList<Statement> Statements)
{
    private const string Scope = "set_config('app.realm', $1";
    private const int ProcessAt = 7;

    private static readonly string[] MadeByServer = ["Date", "Transfer-Encoding", "Content-Length", "Set-Cookie"];

    /// <summary>Whether the page writes into audit that somebody looked.</summary>
    public bool WritesAudit => Statements.Any(s => s.Sql.Contains("audit.look(", StringComparison.OrdinalIgnoreCase));

    /// <summary>The statement that tells the database on whose behalf the page asks.</summary>
    public Statement AnnouncedScope => Statements.First(s => s.Sql.Contains(Scope, StringComparison.Ordinal));

    public static async Task<RecordedPage> OfAsync(HttpResponseMessage response, IReadOnlyList<Statement> sent)
    {
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => !MadeByServer.Contains(h.Key))
            .Select(h => KeyValuePair.Create(h.Key, h.Value.ToArray()));
        return new RecordedPage([.. headers], await response.Content.ReadAsByteArrayAsync(), DataOf(sent));
    }

    /// <summary>All statements in one round trip and one implicit transaction; every row is read.</summary>
    public async Task RunAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        var process = Guid.CreateVersion7();
        foreach (var statement in Statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            foreach (var parameter in statement.Parameters)
                command.Parameters.Add(Renewed(parameter, process));
            batch.BatchCommands.Add(command);
        }

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await rows.ReadAsync(cancellationToken))
            {
            }
        }
        while (await rows.NextResultAsync(cancellationToken));
    }

    private NpgsqlParameter Renewed(NpgsqlParameter parameter, Guid process)
    {
        var copy = parameter.Clone();
        if (Process is { } recorded && parameter.Value is Guid id && id == recorded)
            copy.Value = process;
        else if (Process is { } known && parameter.Value is string text && text == known.ToString())
            copy.Value = process.ToString();
        return copy;
    }

    private Guid? Process => _process ??= Statements.Where(s => s.Sql.Contains(Scope, StringComparison.Ordinal))
        .Select(s => Guid.TryParse(s.Parameters[ProcessAt].Value as string, out var id) ? id : (Guid?)null)
        .FirstOrDefault(id => id is not null);

    private Guid? _process;

    private static List<Statement> DataOf(IReadOnlyList<Statement> sent)
    {
        var data = new List<Statement>();
        object?[] announced = [];
        foreach (var statement in sent)
        {
            if (statement.Sql.Contains(Scope, StringComparison.Ordinal))
            {
                object?[] scope = [.. statement.Parameters.Select(p => p.Value)];
                if (scope.SequenceEqual(announced))
                    continue;
                announced = scope;
            }

            data.Add(statement);
        }

        return data;
    }
}
