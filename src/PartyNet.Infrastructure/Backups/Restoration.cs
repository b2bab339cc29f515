using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Backups;

/// <summary>What was put back.</summary>
/// <param name="At">When the backup was made.</param>
public sealed record Restored(string Product, DateTimeOffset At, int Tables, long Rows);

/// <summary>Event of a backup that was put into this database.</summary>
internal sealed record BackupRestored(string File, DateTimeOffset At, int Tables, long Rows);

/// <summary>Event of a database whose rows came from another server.</summary>
internal sealed record DatabaseMoved(int Tables, long Rows);

/// <summary>Puts all rows of an installation into an empty database: out of a backup, or from server to server.</summary>
public static class Restoration
{
    /// <exception cref="BackupException">The backup cannot be used, or the database is not empty. Then nothing has changed.</exception>
    public static async Task<Restored> RestoreAsync(
        string path, string passphrase, DatabaseServer target, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var reader = await BackupReader.OpenAsync(file, passphrase, cancellationToken);
        var head = reader.Head;
        BackupTail tail;
        await using (var database = await EmptyDatabase.PrepareAsync(target.Owner, head.Migrations, head.Tables, cancellationToken))
        {
            tail = await reader.ReadAsync(table => database.WriteAsync(table, cancellationToken), cancellationToken);
            foreach (var (table, rows) in head.Tables.Zip(tail.Tables))
                await CompareAsync(database, table, rows.Rows, cancellationToken);
            await database.FinishAsync(head.Tables, tail.Sequences, endSessions: true, clock, cancellationToken);
        }

        var happened = new BackupRestored(Path.GetFileName(path), head.At, head.Tables.Count, tail.Rows);
        await BackupFolder.RecordAsync(target.Owner, ProcessType.Restored, happened, clock.GetUtcNow(), cancellationToken);
        return new Restored(head.Product, head.At, head.Tables.Count, tail.Rows);
    }

    /// <summary>All rows as they stand in one moment; whoever works with the source meanwhile works in vain.</summary>
    /// <exception cref="BackupException">The target is not empty, or does not hold what the source does. Then it stays empty.</exception>
    public static async Task<Restored> MoveAsync(
        DatabaseServer source, string targetOwner, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var snapshot = await DatabaseSnapshot.TakeAsync(source.Backup, cancellationToken);
        var rows = 0L;
        await using (var database = await EmptyDatabase.PrepareAsync(targetOwner, snapshot.Migrations, snapshot.Tables, cancellationToken))
        {
            foreach (var table in snapshot.Tables)
            {
                await using (var from = await snapshot.ReadAsync(table, cancellationToken))
                await using (var to = await database.WriteAsync(table, cancellationToken))
                    await from.CopyToAsync(to, cancellationToken);
                var count = await snapshot.CountAsync(table, cancellationToken);
                await CompareAsync(database, table, count, cancellationToken);
                rows += count;
            }

            await database.FinishAsync(
                snapshot.Tables, await snapshot.SequencesAsync(cancellationToken), endSessions: false, clock, cancellationToken);
        }

        var now = clock.GetUtcNow();
        await BackupFolder.RecordAsync(
            targetOwner, ProcessType.Restored, new DatabaseMoved(snapshot.Tables.Count, rows), now, cancellationToken);
        return new Restored("", now, snapshot.Tables.Count, rows);
    }

    /// <summary>Whether what was put back is whole: as the doctor looks, with every sealed cell and the audit besides.</summary>
    public static async Task<IReadOnlyList<Finding>> VerifyAsync(
        DatabaseServer server, KeyRing keys, SealedReport report, CancellationToken cancellationToken)
    {
        await using var app = DataSources.ForApp(server.App);
        var checks = new DatabaseChecks(app);
        var box = new SecretBox(keys);
        var findings = new List<Finding>();
        // A drill may well be of the fictional organisation.
        if (!await checks.LookAsync(findings, InstallationMode.Development, cancellationToken))
            return findings;
        findings.Add(await checks.CountersAsync(cancellationToken));
        findings.Add(await checks.AuditAsync(cancellationToken));
        findings.Add(await checks.KeysFitAsync(box, cancellationToken));
        if (findings[^1].State == FindingState.Good)
            findings.Add(await new SealedCells(app, box, report).WalkAsync(cancellationToken));
        return findings;
    }

    private static async Task CompareAsync(EmptyDatabase database, CopiedTable table, long expected, CancellationToken cancellationToken)
    {
        var found = await database.CountAsync(table, cancellationToken);
        if (found != expected)
            throw new BackupException($"Bảng {table.Name} có {found} dòng thay vì {expected}. Không thay đổi gì.");
    }
}
