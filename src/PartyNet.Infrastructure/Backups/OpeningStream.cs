using System.Buffers.Binary;

namespace PartyNet.Infrastructure.Backups;

/// <summary>Gives back what a <see cref="SealingStream"/> took. It ends with the last piece; a file without one is refused.</summary>
internal sealed class OpeningStream(Stream file, BackupCipher cipher) : Stream
{
    private readonly byte[] _plain = new byte[BackupCipher.PieceBytes];
    private readonly byte[] _cipher = new byte[BackupCipher.PieceBytes];
    private readonly byte[] _head = new byte[sizeof(uint) + BackupCipher.TagBytes];
    private int _filled;
    private int _given;
    private long _index;
    private bool _isOver;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_given == _filled && !_isOver)
            await NextAsync(cancellationToken);
        var taken = Math.Min(buffer.Length, _filled - _given);
        _plain.AsMemory(_given, taken).CopyTo(buffer);
        _given += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        await FillAsync(_head, cancellationToken);
        var mark = BinaryPrimitives.ReadUInt32BigEndian(_head);
        _isOver = (mark & SealingStream.Last) != 0;
        var length = (int)(mark & ~SealingStream.Last);
        if (length > BackupCipher.PieceBytes)
            throw new BackupException("Bản sao lưu đã hỏng. Dùng bản khác.");
        await FillAsync(_cipher.AsMemory(0, length), cancellationToken);
        cipher.Open(_index++, _isOver, _head.AsSpan(sizeof(uint)), _cipher.AsSpan(0, length), _plain.AsSpan(0, length));
        (_given, _filled) = (0, length);
        if (_isOver && await file.ReadAsync(new byte[1], cancellationToken) != 0)
            throw new BackupException("Bản sao lưu có thêm dữ liệu ở cuối tệp. Dùng bản khác.");
    }

    private async Task FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await file.ReadExactlyAsync(buffer, cancellationToken);
        }
        catch (EndOfStreamException e)
        {
            throw new BackupException("Bản sao lưu bị cắt giữa chừng, thiếu phần cuối. Dùng bản khác.", e);
        }
    }
}
