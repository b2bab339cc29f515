using System.IO.Compression;
using System.Reflection;

namespace PartyNet.Infrastructure.Backups;

/// <summary>Writes a snapshot of all tables into one sealed file.</summary>
internal static class BackupWriter
{
    public static async Task<(BackupHead Head, BackupTail Tail)> WriteAsync(
        string backup, Stream file, string passphrase, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var snapshot = await DatabaseSnapshot.TakeAsync(backup, cancellationToken);
        using var cipher = BackupCipher.New(passphrase);
        await using var sealing = new SealingStream(file, cipher);
        await sealing.BeginAsync(cancellationToken);
        var head = new BackupHead(Product, at, snapshot.Migrations, snapshot.Tables);
        BackupTail tail;
        await using (var zip = new GZipStream(sealing, CompressionLevel.Fastest, leaveOpen: true))
        {
            var parts = new PartWriter(zip);
            await parts.WriteAsync(BackupHead.Part, ManifestJson.Write(head), cancellationToken);
            var copied = new List<CopiedRows>();
            foreach (var table in snapshot.Tables)
            {
                byte[] hash;
                await using (var rows = await snapshot.ReadAsync(table, cancellationToken))
                    hash = await parts.WriteAsync(table.Name, rows, cancellationToken);
                copied.Add(new CopiedRows(table.Name, await snapshot.CountAsync(table, cancellationToken), Convert.ToHexStringLower(hash)));
            }

            tail = new BackupTail(copied, await snapshot.SequencesAsync(cancellationToken));
            await parts.WriteAsync(BackupTail.Part, ManifestJson.Write(tail), cancellationToken);
        }

        await sealing.FinishAsync(cancellationToken);
        return (head, tail);
    }

    private static string Product { get; } =
        typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";
}
