using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Audit;

namespace PartyNet.Infrastructure.Backups;

/// <summary>A backup that was made, read again and recorded.</summary>
public sealed record BackupMade(string File, int Tables, long Rows, long Bytes, IReadOnlyList<string> Removed);

/// <summary>Event of a backup that was made and read again to its end.</summary>
internal sealed record BackupTaken(string File, int Tables, long Rows, long Bytes, string Sha256);

/// <summary>The folder in which the backups of an installation lie, the newest last by name.</summary>
public sealed class BackupFolder(string directory)
{
    private const string Prefix = "partynet-";
    private const string Suffix = ".backup";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Files => !Directory.Exists(directory) ? []
        : [.. Directory.GetFiles(directory, $"{Prefix}*{Suffix}").Order(StringComparer.Ordinal)];

    /// <summary>
    /// Makes a backup, reads it again to its end, writes down in audit that there is one, and then removes the oldest beyond
    /// <paramref name="keep"/>.
    /// </summary>
    /// <exception cref="BackupException">It could not be made.</exception>
    public async Task<BackupMade> BackUpAsync(
        DatabaseServer server, string passphrase, int keep, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (server.Owner.Length == 0)
            throw new BackupException("Thiếu ConnectionStrings__PartyNetOwner: lần sao lưu được ghi vào nhật ký bằng vai trò chủ sở hữu.");
        Directory.CreateDirectory(directory);
        var at = clock.GetUtcNow();
        var path = Path.Combine(
            directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}{Suffix}"));
        if (File.Exists(path))
            throw new BackupException($"Tệp {path} đã có: không ghi đè.");
        var draft = path + ".part";
        try
        {
            var tail = await WriteAsync(server.Backup, draft, passphrase, at, cancellationToken);
            var (bytes, hash) = await ReadAgainAsync(draft, passphrase, cancellationToken);
            File.Move(draft, path);
            var taken = new BackupTaken(Path.GetFileName(path), tail.Tables.Count, tail.Rows, bytes, hash);
            await RecordAsync(server.Owner, ProcessType.BackedUp, taken, at, cancellationToken);
            return new BackupMade(path, taken.Tables, taken.Rows, bytes, Remove(keep));
        }
        finally
        {
            File.Delete(draft);
        }
    }

    internal static async Task RecordAsync<TEvent>(
        string ownerString, ProcessType type, TEvent happened, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var owner = new NpgsqlConnection(ownerString);
        await owner.OpenAsync(cancellationToken);
        await using var transaction = await owner.BeginTransactionAsync(cancellationToken);
        var process = await OwnersProcess.BeginAsync(owner, transaction, type, at, cancellationToken);
        await OwnersProcess.RecordAsync(owner, transaction, process, happened, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<BackupTail> WriteAsync(
        string backup, string draft, string passphrase, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 20 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mine;
        await using var file = new FileStream(draft, options);
        var (_, tail) = await BackupWriter.WriteAsync(backup, file, passphrase, at, cancellationToken);
        file.Flush(flushToDisk: true);
        return tail;
    }

    /// <summary>What was written is a backup once it has been read: a disk that lies is noticed today and not on the day of need.</summary>
    private static async Task<(long Bytes, string Hash)> ReadAgainAsync(
        string draft, string passphrase, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(draft);
        await using (var reader = await BackupReader.OpenAsync(file, passphrase, cancellationToken))
            await reader.ReadAsync(_ => Task.FromResult(Stream.Null), cancellationToken);
        // The reader has closed it.
        await using var again = File.OpenRead(draft);
        return (again.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(again, cancellationToken)));
    }

    private List<string> Remove(int keep)
    {
        var old = Files.SkipLast(keep).ToList();
        old.ForEach(File.Delete);
        return old;
    }
}
