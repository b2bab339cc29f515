using Npgsql;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Database;

/// <summary>Npgsql prepares what is asked often, and may lose the thread over it: whoever asks then is told to ask again.</summary>
public sealed class PreparedStatementTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_that_failed_in_the_moment_it_was_prepared_is_no_mistake_of_the_program()
    {
        await using var own = await database.NewDatabaseAsync();
        await using var app = DataSources.ForApp(new NpgsqlConnectionStringBuilder(own.AppConnectionString) { MaxPoolSize = 1 }.ToString());

        Assert.Null(await AskAsync(app, 1));
        Assert.IsType<PostgresException>(await AskAsync(app, 0));
        var lost = await AskAsync(app, 1);

        // Null once Npgsql has mended its issue 6391.
        Assert.True(lost is null || Outages.Behind(lost) == Outage.Away, lost?.ToString());
        Assert.Null(await AskAsync(app, 1));
    }

    /// <summary>Divided while the statement is planned, so that a zero fails before its rows are described.</summary>
    private static async Task<Exception?> AskAsync(NpgsqlDataSource app, int number)
    {
        await using var command = app.CreateCommand("select 1 / $1");
        command.Parameters.Add(new() { Value = number });
        return await Record.ExceptionAsync(() => command.ExecuteScalarAsync(Stop));
    }
}
