using System.IO.Hashing;
using System.Text;

namespace PartyNet.Spreadsheets;

/// <summary>How many more bytes the parts of one workbook may inflate to, all together.</summary>
internal sealed class InflationBudget(long limit)
{
    private long _spent;

    public long Limit => limit;
    public bool Exhausted => _spent > limit;

    public void Spend(int bytes) => _spent += bytes;
}

/// <summary>
/// A part while it inflates: counts against the budget, computes the checksum, keeps the first bytes, and stops a single XML token from
/// growing without end. When a limit is passed the stream simply ends; whoever reads asks afterwards why.
/// </summary>
internal sealed class CountedPart : Stream
{
    private const int StartLength = 4096;

    /// <summary>The longest cell of Excel takes 32,767 characters, at most eight bytes each as a character reference.</summary>
    private const int LongestToken = 1 << 20;

    private readonly Stream _inflated;
    private readonly InflationBudget _budget;
    private readonly Crc32 _checksum = new();
    private readonly byte[] _start = new byte[StartLength];
    private readonly int _startLength;
    private int _startRead;
    private long _position;
    private long _tokenStart;

    public CountedPart(Stream inflated, InflationBudget budget)
    {
        _inflated = inflated;
        _budget = budget;
        _startLength = _inflated.ReadAtLeast(_start, StartLength, throwOnEndOfStream: false);
        Count(_start.AsSpan(0, _startLength));
    }

    public bool TokenTooLong { get; private set; }
    public uint Checksum => _checksum.GetCurrentHashAsUInt32();

    private ReadOnlySpan<byte> Start => _start.AsSpan(0, _startLength);

    /// <summary>Also in UTF-16, with or without a byte order mark.</summary>
    public bool LooksLikeXml =>
        Start.TrimStart("\uFEFF \t\r\n\0"u8).TrimStart([(byte)0xFE, (byte)0xFF]).TrimStart((byte)0) is [(byte)'<', ..];

    /// <summary>A zip, an OLE document, RAR, 7z or gzip inside the workbook.</summary>
    public bool LooksLikeArchive =>
        Start.StartsWith("PK\u0003\u0004"u8) || Start.StartsWith("Rar!"u8) || Start.StartsWith("7z"u8)
        || Start.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) || Start.StartsWith<byte>([0x1F, 0x8B]);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _position; set => throw new NotSupportedException(); }

    /// <summary>The reader got through one token: the next may again be as long as a cell can be.</summary>
    public void TokenRead() => _tokenStart = _position;

    public bool StartContains(string ascii) =>
        Start.IndexOf(Encoding.ASCII.GetBytes(ascii)) >= 0 || Start.IndexOf(Encoding.Unicode.GetBytes(ascii)) >= 0
        || Start.IndexOf(Encoding.BigEndianUnicode.GetBytes(ascii)) >= 0;

    public void ReadToEnd()
    {
        Span<byte> block = stackalloc byte[16 * 1024];
        do
            TokenRead();
        while (Read(block) > 0);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_budget.Exhausted || TokenTooLong)
            return 0;
        if (_position - _tokenStart > LongestToken)
        {
            TokenTooLong = true;
            return 0;
        }

        var read = _startRead < _startLength ? ReadStart(buffer) : ReadOn(buffer);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inflated.Dispose();
        base.Dispose(disposing);
    }

    private int ReadStart(Span<byte> buffer)
    {
        var read = Math.Min(buffer.Length, _startLength - _startRead);
        Start.Slice(_startRead, read).CopyTo(buffer);
        _startRead += read;
        return read;
    }

    private int ReadOn(Span<byte> buffer)
    {
        var read = _inflated.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        _checksum.Append(bytes);
        _budget.Spend(bytes.Length);
    }
}
