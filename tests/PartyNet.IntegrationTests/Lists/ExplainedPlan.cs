using System.Globalization;
using System.Text.Json;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>How PostgreSQL is made to plan a prepared statement.</summary>
internal enum Planning
{
    /// <summary>For the values given.</summary>
    Custom,

    /// <summary>For any values.</summary>
    Generic,

    /// <summary>As it pleases at the sixth execution, when it may have turned to a plan for any values.</summary>
    Sixth,
}

/// <summary>What a statement did when it ran, as the application role and in a scope.</summary>
/// <param name="Buffers">Pages read, cached or not.</param>
/// <param name="Ways">How the rows of each table were reached.</param>
/// <param name="MostSorted">Rows that the largest sort took in.</param>
/// <param name="Milliseconds">How long it took, on whatever machine this was.</param>
/// <param name="Outline">Nodes of the plan that are worth reading.</param>
internal sealed record ExplainedPlan(long Buffers, IReadOnlySet<PlanWay> Ways, long MostSorted, double Milliseconds, string Outline)
{
    public static async Task<ExplainedPlan> RunAsync(NpgsqlDataSource app, AccessScope scope, Statement statement, Planning planning)
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { ScopeCommands.For(scope, process: null) } })
            await batch.ExecuteNonQueryAsync();

        var mode = planning switch
        {
            Planning.Custom => "force_custom_plan",
            Planning.Generic => "force_generic_plan",
            Planning.Sixth => "auto",
        };
        await RunAsync(connection, $"set local plan_cache_mode = {mode}");
        var types = statement.Types.Count > 0 ? $"({string.Join(", ", statement.Types)})" : "";
        // A name of its own: Npgsql prepares a text that it has seen twice, and would read the answer as that of the statement before.
        var name = $"captured_{Guid.CreateVersion7():N}";
        await RunAsync(connection, $"prepare {name}{types} as {statement.Sql}");
        var execute = $"execute {name}{(statement.Values.Count > 0 ? $"({string.Join(", ", statement.Values)})" : "")}";
        for (var i = 0; i < (planning == Planning.Sixth ? 5 : 0); i++)
            await RunAsync(connection, execute);
        await using var explain = new NpgsqlCommand($"explain (analyze, buffers, timing off, format json) {execute}", connection);
        var json = (string)(await explain.ExecuteScalarAsync())!;
        await RunAsync(connection, $"deallocate {name}");
        return Read(json);
    }

    private static ExplainedPlan Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement[0].GetProperty("Plan");
        var nodes = Nodes(root).ToList();
        // An index is read row by row or as a bitmap, which of the two makes no difference here.
        var ways = nodes
            .Where(n => n.TryGetProperty("Relation Name", out _))
            .Select(n => new PlanWay(
                Text(n, "Relation Name"),
                Text(n, "Node Type") == "Seq Scan" ? null : string.Join("+", Indexes(n).Order())
            ));
        var sorted = nodes
            .Where(n => Text(n, "Node Type").Contains("Sort", StringComparison.Ordinal))
            .Select(n => n.GetProperty("Plans").EnumerateArray().Sum(input => Rows(input)))
            .DefaultIfEmpty()
            .Max();
        return new ExplainedPlan(
            root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64(),
            ways.ToHashSet(),
            sorted,
            document.RootElement[0].GetProperty("Execution Time").GetDouble(),
            string.Join('\n', Lines(root, 0))
        );
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];

    /// <summary>One line for each node, indented; without the values that policies compute once and what never ran.</summary>
    private static IEnumerable<string> Lines(JsonElement node, int depth)
    {
        var loops = node.GetProperty("Actual Loops").GetDouble();
        if (loops == 0 || Text(node, "Subplan Name").StartsWith("InitPlan", StringComparison.Ordinal))
            yield break;
        var words = new List<string> { new string(' ', depth * 2) + Text(node, "Node Type") };
        if (Text(node, "Index Name") is { Length: > 0 } index)
            words.Add($"using {index}");
        if (Text(node, "Relation Name") is { Length: > 0 } table)
            words.Add($"on {table}");
        if (Text(node, "Index Cond") is { Length: > 0 } condition)
            words.Add(condition.Replace("::text", "", StringComparison.Ordinal));
        words.Add(string.Create(CultureInfo.InvariantCulture, $"– {node.GetProperty("Actual Rows").GetDouble():0.#} rows"));
        if (loops > 1)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"× {loops:0}"));
        yield return string.Join(' ', words);
        if (!node.TryGetProperty("Plans", out var below))
            yield break;
        foreach (var line in below.EnumerateArray().SelectMany(n => Lines(n, depth + 1)))
            yield return line;
    }

    private static IEnumerable<string> Indexes(JsonElement node)
    {
        if (node.TryGetProperty("Index Name", out var index))
            return [index.GetString()!];
        return node.GetProperty("Plans")
            .EnumerateArray()
            .Where(n => Text(n, "Node Type").StartsWith("Bitmap", StringComparison.Ordinal))
            .SelectMany(Indexes);
    }

    /// <summary>Of one run of the node: what is sorted for each of 25 rows is not one large sort.</summary>
    private static long Rows(JsonElement node) => (long)Math.Ceiling(node.GetProperty("Actual Rows").GetDouble());

    private static string Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>How rows of a table are reached.</summary>
/// <param name="Index">The index or indexes; null where the whole table is read.</param>
internal sealed record PlanWay(string Table, string? Index)
{
    public override string ToString() => Index is null ? $"all of {Table}" : $"{Table} by {Index}";
}
