using Microsoft.Extensions.Configuration;
using Npgsql;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>
/// What a site finds of its own installation: its files, the disk of its machine, and what a few glances through the application's role
/// show of the database. Each replica looks for itself and keeps its own.
/// </summary>
public sealed class SiteChecks(Installation installation, IConfiguration configuration, InstallationMode mode, TimeProvider clock)
    : IInstallationChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new();
    private Task<Examination> _underWay = Task.FromException<Examination>(new InvalidOperationException("Nothing was looked at yet."));

    public Examination? Last { get; private set; }

    public Task<Examination> ExamineAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            if (_underWay.IsCompleted)
                _underWay = LookAsync();
            return _underWay.WaitAsync(cancellationToken);
        }
    }

    private async Task<Examination> LookAsync()
    {
        var (file, _) = FileChecks.Keys(configuration, mode, installation.DataDirectory);
        List<Finding> findings =
        [
            file,
            FileChecks.Disk(installation.DataDirectory ?? Environment.CurrentDirectory),
            .. FileChecks.Certificates(configuration, mode, clock.GetUtcNow()),
        ];
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var checks = new DatabaseChecks(installation.App);
            findings.Add(await checks.ClocksAsync(clock, patience.Token));
            if (await checks.LookAsync(findings, mode, patience.Token))
            {
                findings.Add(await checks.KeysFitAsync(new SecretBox(installation.Keys), patience.Token));
                findings.AddRange(await checks.JobsAsync(patience.Token));
                findings.Add(await checks.LoadsAsync(patience.Token));
                if (await checks.BackupAsync(configuration, mode, clock, patience.Token) is { } backup)
                    findings.Add(backup);
            }
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            findings.Add(Finding.Broken(
                DatabaseChecks.Server, "Không làm việc được với máy chủ. Đề nghị người vận hành xem máy chủ PostgreSQL.", e.Message));
        }

        return Last = new Examination(clock.GetUtcNow(), findings);
    }
}
