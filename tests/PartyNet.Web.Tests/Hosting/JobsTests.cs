using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.Infrastructure.Retention;
using PartyNet.TestCommon;
using Serilog.Core;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>Jobs by the clock: what is due stands in the database, and replicas share it.</summary>
public sealed class JobsTests(Site site)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_missed_while_all_were_down_is_made_up_for_by_one_of_two_replicas_and_a_start_runs_nothing_that_is_not_due()
    {
        await using var database = await site.Database.NewDatabaseAsync();
        await using var app = DataSources.ForApp(database.AppConnectionString);
        var installation = new Installation(app, database.OwnerConnectionString, KeyRing.Generate(), isDemo: false);
        var log = new LogWatch(keepsEverything: true);
        var all = RetentionJob.All.Select(job => job.Name).ToList();

        await using (var alone = Build(installation, log))
        {
            await alone.StartAsync(Stop);
            await UntilAsync(() => Ran(log).Count >= all.Count);
            await alone.StopAsync(Stop);
        }

        Assert.Equal(all.Order(StringComparer.Ordinal), Ran(log));
        await RunAsync(app, "update jobs.triggers set next_fire_time = next_fire_time - 1728000000000 where trigger_name <> 'slips'");
        await using (var first = Build(installation, log))
        await using (var second = Build(installation, log))
        {
            await Task.WhenAll(first.StartAsync(Stop), second.StartAsync(Stop));
            await UntilAsync(() => Ran(log).Count >= 2 * all.Count - 1);
            await Task.WhenAll(first.StopAsync(Stop), second.StopAsync(Stop));
        }

        Assert.Equal(all.Concat(all).Order(StringComparer.Ordinal), Ran(log).Append("slips").Order(StringComparer.Ordinal));
        Assert.Empty(log.Complaints);
    }

    private static WebApplication Build(Installation installation, LogWatch log)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PartyNetApp).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
            Args = ["--urls", "http://127.0.0.1:0"],
        });
        builder.Services.AddStrictQueries().AddSingleton<ILogEventSink>(log);
#pragma warning disable RS0030 // Jobs are due by the clock of the machine.
        return PartyNetApp.Build(builder, installation, TimeProvider.System);
#pragma warning restore RS0030
    }

    /// <summary>The names of the jobs that came to their end, sorted.</summary>
    private static List<string> Ran(LogWatch log) =>
        [.. log.Everything.Where(line => line.StartsWith("Job ", StringComparison.Ordinal)).Select(line => line.Split('"')[1])
            .Order(StringComparer.Ordinal)];

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        while (!isSo())
            await Task.Delay(100, patience.Token);
    }

    private static async Task RunAsync(NpgsqlDataSource app, string sql)
    {
        await using var command = app.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
