using Npgsql;
using PartyNet.Infrastructure.Retention;

namespace PartyNet.IntegrationTests.Retention;

/// <summary>Runs one job of retention by its name.</summary>
internal static class Forget
{
    public static Task<long> OneAsync(NpgsqlDataSource app, string job, DateTimeOffset now) => Forgetting.RunAsync(
        app, RetentionJob.All.Single(j => j.Name == job), RetentionRules.Standard, now, TestContext.Current.CancellationToken);
}
