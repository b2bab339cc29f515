using System.Security.Cryptography;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Stands between a writer and a response body; counts and hashes what goes out. The zip archive of .NET 10 still writes synchronously here
/// and there, which Kestrel forbids: so it writes into this buffer, and who fills it drains it asynchronously between rows.
/// </summary>
internal sealed class SheetSink(Stream output) : Stream
{
    private const int DrainAt = 64 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[2 * DrainAt];
    private int _length;

    public long Bytes { get; private set; }

    public bool WantsDraining => _length >= DrainAt;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        if (_length == 0)
            return;

        _hash.AppendData(_buffer, 0, _length);
        await output.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken);
        Bytes += _length;
        _length = 0;
    }

    /// <summary>Hash of everything drained, in lower-case hexadecimal digits.</summary>
    public string Hash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _length < bytes.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public override void Write(byte[] bytes, int offset, int count) => Write(bytes.AsSpan(offset, count));

    /// <summary>Who writes asynchronously waits for the output at once.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        Write(bytes.Span);
        return DrainAsync(cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => DrainAsync(cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
