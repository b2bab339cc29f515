using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.Infrastructure.Retention;
using PartyNet.Infrastructure.Setup;
using Quartz;

namespace PartyNet.Web.Hosting;

/// <summary>
/// What runs by the clock in the background, by Quartz: when it is due stands in the database, so of several replicas one does it, and what
/// was missed while all were down is done when one is back (ADR 22).
/// </summary>
public static class Jobs
{
    /// <summary>Whether this process runs jobs at all.</summary>
    public const string RunSetting = "Jobs:Run";

    /// <summary>Jobs run hourly and daily: that one is due, or that a replica is gone, need not be known sooner.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    public static void AddPartyNetJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(ReadRules(configuration));
        if (!SwitchSetting.Read(configuration, RunSetting, standard: true))
            return;
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                (scheduler.InstanceName, scheduler.GenerateInstanceId, scheduler.IdleWaitTime) = ("PartyNet", true, Look);
            });
            quartz.UsePersistentStore(store => store
                .UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredService<Installation>().App)
                .UseClustering(cluster => cluster.CheckinInterval = Look)
                .ConfigureStore(options => (options.TablePrefix, options.SchemaProvisioning)
                    = (SchedulerTables.Prefix, SchemaProvisioning.None)));
            foreach (var job in RetentionJob.All)
                quartz.ScheduleJob<ForgetJob>(
                    trigger => trigger
                        .WithIdentity(job.Name)
                        .WithSchedule(SimpleScheduleBuilder.Create()
                            .WithInterval(job.Every)
                            .RepeatForever()
                            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithRemainingCount)),
                    detail => detail.WithIdentity(job.Name));
        });
        // What is stored stays: a start is no reason to run everything anew.
        services.Configure<QuartzOptions>(options => options.Scheduling.IgnoreDuplicates = true);
        services.AddQuartzHostedService(hosted => (hosted.WaitForJobsToComplete, hosted.AwaitApplicationStarted) = (true, true));
    }

    private static RetentionRules ReadRules(IConfiguration configuration)
    {
        return new RetentionRules
        {
            Sessions = Days(NumberSetting.SessionsDays),
            Slips = Days(NumberSetting.SlipsDays),
            FormKeys = Days(NumberSetting.FormKeysDays),
            ImportRows = Days(NumberSetting.ImportRowsDays),
        };

        TimeSpan Days(NumberSetting setting) => TimeSpan.FromDays(setting.Read(configuration));
    }
}

/// <summary>Does the job of retention that its key names.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetJob(Installation installation, RetentionRules rules, TimeProvider clock, ILogger<ForgetJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = RetentionJob.All.Single(j => j.Name == context.JobDetail.Key.Name);
        try
        {
            var gone = await Forgetting.RunAsync(installation.App, job, rules, clock.GetUtcNow(), cancellationToken);
            logger.LogInformation("Job {Job} removed {Rows} rows", job.Name, gone);
        }
        catch (NpgsqlException e)
        {
            logger.LogWarning(e, "Job {Job} did not come to its end; it runs again when it is due", job.Name);
        }
    }
}
