using System.Buffers.Binary;

namespace PartyNet.Infrastructure.Backups;

/// <summary>Takes plain bytes and writes sealed pieces: length with the mark of the last, tag, ciphertext.</summary>
internal sealed class SealingStream(Stream file, BackupCipher cipher) : Stream
{
    internal const uint Last = 1u << 31;

    private readonly byte[] _plain = new byte[BackupCipher.PieceBytes];
    private readonly byte[] _piece = new byte[sizeof(uint) + BackupCipher.TagBytes + BackupCipher.PieceBytes];
    private int _filled;
    private long _index;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public async Task BeginAsync(CancellationToken cancellationToken) => await file.WriteAsync(cipher.Head, cancellationToken);

    /// <summary>Writes the last piece, without which nobody takes the file for whole.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await file.WriteAsync(Seal(isLast: true), cancellationToken);
        await file.FlushAsync(cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _plain.Length)
                await file.WriteAsync(Seal(isLast: false), cancellationToken);
            var taken = Math.Min(buffer.Length, _plain.Length - _filled);
            buffer[..taken].CopyTo(_plain.AsMemory(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        var rest = buffer.AsSpan(offset, count);
        while (!rest.IsEmpty)
        {
            if (_filled == _plain.Length)
                file.Write(Seal(isLast: false).Span);
            var taken = Math.Min(rest.Length, _plain.Length - _filled);
            rest[..taken].CopyTo(_plain.AsSpan(_filled));
            _filled += taken;
            rest = rest[taken..];
        }
    }

    /// <summary>Pieces are written when they are full.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    private ReadOnlyMemory<byte> Seal(bool isLast)
    {
        const int cipherAt = sizeof(uint) + BackupCipher.TagBytes;
        BinaryPrimitives.WriteUInt32BigEndian(_piece, (uint)_filled | (isLast ? Last : 0));
        var tag = _piece.AsSpan(sizeof(uint), BackupCipher.TagBytes);
        cipher.Seal(_index++, isLast, _plain.AsSpan(0, _filled), tag, _piece.AsSpan(cipherAt, _filled));
        var piece = _piece.AsMemory(0, cipherAt + _filled);
        _filled = 0;
        return piece;
    }
}
