using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PartyNet.Infrastructure.Backups;

/// <summary>Writes the named parts of a backup one after the other, each in blocks: nobody knows beforehand how long it gets.</summary>
internal sealed class PartWriter(Stream stream)
{
    /// <returns>The hash of what the part holds.</returns>
    public async Task<byte[]> WriteAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await WriteBlockAsync(Encoding.UTF8.GetBytes(name), cancellationToken);
        var buffer = new byte[BackupCipher.PieceBytes];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await WriteBlockAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await WriteBlockAsync(ReadOnlyMemory<byte>.Empty, cancellationToken);
        return hash.GetHashAndReset();
    }

    private async Task WriteBlockAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, block.Length);
        await stream.WriteAsync(length, cancellationToken);
        await stream.WriteAsync(block, cancellationToken);
    }
}

/// <summary>Reads the parts in the order in which they were written; each has to be read to its end before the next.</summary>
internal sealed class PartReader(Stream stream)
{
    private const int LongestName = 200;

    private readonly byte[] _length = new byte[sizeof(int)];

    /// <summary>The name of the next part.</summary>
    /// <exception cref="BackupException">What comes is no part.</exception>
    public async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        var name = new byte[await LengthAsync(LongestName, cancellationToken)];
        await stream.ReadExactlyAsync(name, cancellationToken);
        return Encoding.UTF8.GetString(name);
    }

    /// <returns>The hash of what the part holds.</returns>
    public async Task<byte[]> CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BackupCipher.PieceBytes];
        int length;
        while ((length = await LengthAsync(block.Length, cancellationToken)) > 0)
        {
            await stream.ReadExactlyAsync(block.AsMemory(0, length), cancellationToken);
            hash.AppendData(block, 0, length);
            await target.WriteAsync(block.AsMemory(0, length), cancellationToken);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Nothing may come any more: reading on is how the end of the file is checked.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (await stream.ReadAsync(_length, cancellationToken) != 0)
            throw new BackupException("Bản sao lưu có phần thừa ở cuối. Dùng bản khác.");
    }

    private async Task<int> LengthAsync(int most, CancellationToken cancellationToken)
    {
        await stream.ReadExactlyAsync(_length, cancellationToken);
        var length = BinaryPrimitives.ReadInt32BigEndian(_length);
        return length >= 0 && length <= most ? length : throw new BackupException("Bản sao lưu đã hỏng. Dùng bản khác.");
    }
}
