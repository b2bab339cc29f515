using System.Buffers.Binary;
using System.Text;

namespace PartyNet.Demo;

/// <summary>Composes rows as binary COPY reads them: cells, each behind its length.</summary>
internal sealed class CopyBytes
{
    private const int Least = 4 * 1024;
    private const int LengthBytes = sizeof(int);
    private const byte JsonVersion = 1;

    /// <summary>Without flags, and with nothing more in it.</summary>
    private static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>What stands before all rows.</summary>
    public static void WriteHead(Stream copy) => copy.Write(Head);

    /// <summary>What stands behind all rows.</summary>
    public static void WriteEnd(Stream copy) => copy.Write([0xFF, 0xFF]);

    public void BeginRow(short columns) => BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), columns);

    public void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Room(LengthBytes), -1);

    public void Write(bool value) => Cell(sizeof(byte))[0] = value ? (byte)1 : (byte)0;

    public void Write(short value) => BinaryPrimitives.WriteInt16BigEndian(Cell(sizeof(short)), value);

    public void Write(int value) => BinaryPrimitives.WriteInt32BigEndian(Cell(sizeof(int)), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(Cell(sizeof(long)), value);

    public void Write(Guid value) => value.TryWriteBytes(Cell(16), bigEndian: true, out _);

    public void Write(DateOnly value) => Write(value.DayNumber - EpochDay);

    public void Write(DateTimeOffset value) => Write((value.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond);

    public void Write(byte[]? value)
    {
        if (value is null)
            WriteNull();
        else
            value.CopyTo(Cell(value.Length));
    }

    public void Write(string? value)
    {
        if (value is null)
            WriteNull();
        else
            Encoding.UTF8.GetBytes(value, Cell(Encoding.UTF8.GetByteCount(value)));
    }

    public void WriteJson(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        var cell = Cell(1 + Encoding.UTF8.GetByteCount(value));
        cell[0] = JsonVersion;
        Encoding.UTF8.GetBytes(value, cell[1..]);
    }

    private Span<byte> Cell(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(LengthBytes), length);
        return Room(length);
    }

    /// <summary>The next so many bytes, to be written at once.</summary>
    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
            Array.Resize(ref _bytes, Math.Max(Math.Max(_bytes.Length * 2, Least), _length + length));
        var room = _bytes.AsSpan(_length, length);
        _length += length;
        return room;
    }
}
