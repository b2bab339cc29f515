namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>
/// The tables in which Quartz keeps what runs when, and which replica has taken it. They hold nothing of anybody and have no policies; the
/// application's role reads and writes them (ADR 22).
/// </summary>
public static class SchedulerTables
{
    public const string Prefix = $"{Schemas.Jobs}.";

    public static IReadOnlyList<string> All { get; } =
    [
        .. new[]
        {
            "job_details", "triggers", "simple_triggers", "cron_triggers", "simprop_triggers", "blob_triggers", "calendars",
            "paused_trigger_grps", "paused_job_grps", "fired_triggers", "scheduler_state", "locks",
        }.Select(table => Prefix + table),
    ];
}
