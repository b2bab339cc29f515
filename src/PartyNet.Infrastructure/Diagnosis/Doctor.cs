using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using PartyNet.Application.Diagnosis;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>
/// Looks at everything an installation needs, as far as each thing lets the next be looked at, however long it takes; changes nothing. The
/// site looks at less, of itself (<see cref="SiteChecks"/>).
/// </summary>
public static class Doctor
{
    /// <param name="everyCell">Where it is given, every sealed cell is opened as well, which takes as long as there are many.</param>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(
        IConfiguration configuration,
        InstallationMode mode,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken,
        SealedReport? everyCell = null
    )
    {
        var findings = new List<Finding>();
        DatabaseServer server;
        try
        {
            server = await DatabaseServer.FindAsync(configuration, mode, logger, cancellationToken);
        }
        catch (Exception e) when (e is InstallationException or EmbeddedServerException)
        {
            findings.Add(Finding.Broken(DatabaseChecks.Server, e.Message));
            findings.AddRange(FileChecks.Certificates(configuration, mode, clock.GetUtcNow()));
            return findings;
        }

        await using (server)
        {
            var (found, keys) = FileChecks.Keys(configuration, mode, server.DataDirectory);
            findings.Add(found);
            findings.Add(FileChecks.Disk(server.DataDirectory ?? Environment.CurrentDirectory));
            findings.AddRange(FileChecks.Certificates(configuration, mode, clock.GetUtcNow()));
            await LookAtDatabaseAsync(server, keys, configuration, mode, clock, everyCell, findings, cancellationToken);
        }

        if (mode == InstallationMode.Production)
            findings.Add(await PublicAddress.LookAsync(configuration, trust: null, cancellationToken));

        return findings;
    }

    private static async Task LookAtDatabaseAsync(
        DatabaseServer server,
        KeyRing? keys,
        IConfiguration configuration,
        InstallationMode mode,
        TimeProvider clock,
        SealedReport? everyCell,
        List<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var app = DataSources.ForApp(server.App);
            var checks = new DatabaseChecks(app);
            if (server.Owner.Length > 0)
                findings.Add(await DatabaseChecks.OwnerAsync(server.Owner, cancellationToken));
            if (!await checks.LookAsync(findings, mode, cancellationToken))
                return;

            findings.Add(await checks.CountersAsync(cancellationToken));
            findings.Add(await checks.UsagesAsync(cancellationToken));
            findings.Add(await checks.SearchAsync(cancellationToken));
            findings.Add(await checks.LoginsAsync(cancellationToken));
            findings.AddRange(await checks.JobsAsync(cancellationToken));
            findings.Add(await checks.LoadsAsync(cancellationToken));
            if (await checks.BackupAsync(configuration, mode, clock, cancellationToken) is { } backup)
                findings.Add(backup);
            if (keys is null)
                return;
            var box = new SecretBox(keys);
            var fit = await checks.KeysFitAsync(box, cancellationToken);
            findings.Add(fit);
            // With the wrong keys every cell looks broken.
            if (everyCell is not null && fit.State == FindingState.Good)
                findings.Add(await new SealedCells(app, box, everyCell).WalkAsync(cancellationToken));
        }
        catch (Exception e) when (e is NpgsqlException or InstallationException)
        {
            findings.Add(Finding.Broken(
                DatabaseChecks.Server,
                "Không làm việc được với máy chủ. Kiểm tra ConnectionStrings__PartyNet và ConnectionStrings__PartyNetOwner.",
                e.Message));
        }
    }
}
