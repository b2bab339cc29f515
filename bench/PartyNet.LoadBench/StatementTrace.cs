using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Npgsql;

namespace PartyNet.LoadBench;

/// <summary>A statement as the site sent it.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<NpgsqlParameter> Parameters);

/// <summary>Writes down the statements that a request sends, with their values; what runs in the background is left out.</summary>
internal static class StatementTrace
{
    private static readonly AsyncLocal<bool> WithinRequest = new();
    private static readonly List<Statement> Sent = [];

    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = source => source.Name == "Npgsql",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    };

    static StatementTrace() => ActivitySource.AddActivityListener(Listener);

    /// <summary>A pool of the application's role whose statements are written down.</summary>
    public static NpgsqlDataSource Listen(string connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandEnrichmentCallback((_, command) => Add(command.CommandText, command.Parameters))
            .ConfigureBatchEnrichmentCallback((_, batch) =>
            {
                foreach (NpgsqlBatchCommand command in batch.BatchCommands)
                    Add(command.CommandText, command.Parameters);
            }));
        return builder.Build();
    }

    /// <summary>Takes what has been written down since the last call.</summary>
    public static IReadOnlyList<Statement> Take()
    {
        lock (Sent)
        {
            Statement[] taken = [.. Sent];
            Sent.Clear();
            return taken;
        }
    }

    private static void Add(string sql, NpgsqlParameterCollection parameters)
    {
        if (!WithinRequest.Value)
            return;
        lock (Sent)
            Sent.Add(new Statement(sql, [.. parameters.Select(p => p.Clone())]));
    }

    /// <summary>Marks the flow of a request, before anything else of the site sees it.</summary>
    internal sealed class EachRequest : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                WithinRequest.Value = true;
                return go(context);
            });
            next(app);
        };
    }
}
