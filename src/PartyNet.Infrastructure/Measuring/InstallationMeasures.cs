using Npgsql;
using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Measuring;

/// <summary>Reads once what is measured of the whole installation: queues, jobs, the last backup, the disk.</summary>
public static class InstallationMeasures
{
    private const string Queues =
        """
        select 'declarations', count(*), now() - min(submitted_at) from registry.declarations where status = 1
        union all
        select 'fact_corrections', count(*), now() - min(asked_at) from registry.fact_corrections where status = 1
        """;

    private const string Jobs = "select job, now() - coalesce(ran_at, listed_at) from jobs.runs";

    // The number stands in the text, so that the planner finds the index of backups.
    private static readonly string LastBackup = $"select now() - max(at) from audit.processes where type = {(int)ProcessType.BackedUp}";

    /// <param name="found">What the last look at the installation found.</param>
    public static async Task TakeAsync(Installation installation, Examination? found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        if (found is not null)
        {
            foreach (var state in Enum.GetValues<FindingState>())
                Measures.Found(state.ToString(), found.Count(state));
        }

        Measures.Free(new DriveInfo(Path.GetFullPath(installation.DataDirectory ?? Environment.CurrentDirectory)).AvailableFreeSpace);

        await using var connection = await installation.App.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                ScopeCommands.Everything(), new(Queues), new(Jobs), new(LastBackup),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            Measures.Waits(rows.GetString(0), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetTimeSpan(2));
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            Measures.JobRan(rows.GetString(0), rows.GetTimeSpan(1));
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (!rows.IsDBNull(0))
                Measures.BackedUp(rows.GetTimeSpan(0));
        }
    }
}
