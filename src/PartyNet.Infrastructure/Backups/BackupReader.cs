using System.IO.Compression;

namespace PartyNet.Infrastructure.Backups;

/// <summary>Reads a backup from its beginning to its end, once, and believes nothing of it that it has not checked.</summary>
internal sealed class BackupReader : IAsyncDisposable
{
    private readonly BackupCipher _cipher;
    private readonly OpeningStream _opening;
    private readonly GZipStream _zip;
    private readonly PartReader _parts;

    private BackupReader(BackupCipher cipher, OpeningStream opening, GZipStream zip, PartReader parts, BackupHead head) =>
        (_cipher, _opening, _zip, _parts, Head) = (cipher, opening, zip, parts, head);

    public BackupHead Head { get; }

    /// <exception cref="BackupException">The file is no backup, the passphrase another one, or the file is damaged.</exception>
    public static async Task<BackupReader> OpenAsync(Stream file, string passphrase, CancellationToken cancellationToken)
    {
        var cipher = await BackupCipher.OfAsync(file, passphrase, cancellationToken);
        var opening = new OpeningStream(file, cipher);
        var zip = new GZipStream(opening, CompressionMode.Decompress);
        var parts = new PartReader(zip);
        return new BackupReader(cipher, opening, zip, parts, await ManifestAsync<BackupHead>(parts, BackupHead.Part, cancellationToken));
    }

    /// <summary>Hands over the rows of each table, and answers what the end says of them, once it is known to be true.</summary>
    /// <param name="open">Where the rows of a table go.</param>
    public async Task<BackupTail> ReadAsync(Func<CopiedTable, Task<Stream>> open, CancellationToken cancellationToken)
    {
        var hashes = new List<(string Name, string Hash)>();
        foreach (var table in Head.Tables)
        {
            await NextIsAsync(_parts, table.Name, cancellationToken);
            await using var target = await open(table);
            hashes.Add((table.Name, Convert.ToHexStringLower(await _parts.CopyToAsync(target, cancellationToken))));
        }

        var tail = await ManifestAsync<BackupTail>(_parts, BackupTail.Part, cancellationToken);
        await _parts.EndAsync(cancellationToken);
        // To the last piece of the file, which may hold nothing.
        if (await _opening.ReadAsync(new byte[1], cancellationToken) != 0)
            throw new BackupException("Bản sao lưu có phần thừa ở cuối. Dùng bản khác.");
        foreach (var ((name, hash), rows) in hashes.Zip(tail.Tables))
        {
            if (rows.Name != name || rows.Sha256 != hash)
                throw new BackupException($"Nội dung bảng {name} trong bản sao lưu khác với mã băm ghi kèm. Dùng bản khác.");
        }

        return tail.Tables.Count == hashes.Count ? tail : throw new BackupException("Bản sao lưu thiếu bảng. Dùng bản khác.");
    }

    public async ValueTask DisposeAsync()
    {
        await _zip.DisposeAsync();
        _cipher.Dispose();
    }

    private static async Task<T> ManifestAsync<T>(PartReader parts, string name, CancellationToken cancellationToken)
    {
        await NextIsAsync(parts, name, cancellationToken);
        using var content = new MemoryStream();
        await parts.CopyToAsync(content, cancellationToken);
        return ManifestJson.Read<T>(content);
    }

    private static async Task NextIsAsync(PartReader parts, string expected, CancellationToken cancellationToken)
    {
        if (await parts.NextAsync(cancellationToken) != expected)
            throw new BackupException("Bản sao lưu đã hỏng: các phần không theo thứ tự. Dùng bản khác.");
    }
}
