using System.Buffers.Binary;
using System.Text;
using ErrorOr;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using PartyNet.Application.Spreadsheets;
using static PartyNet.Spreadsheets.SpreadsheetGuard;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Workbooks of Excel 97–2003. The parser follows what the container's header says, so the header, the table of sectors and the
/// directory are read here first: no table may be longer than the file, no chain may come back to itself, no stream may claim
/// more than there is.
/// </summary>
internal static class OldWorkbookGuard
{
    /// <summary>Far more than 65,536 rows take; the parser's time grows with the square of the sectors.</summary>
    private const long MaxBytes = 20 << 20;

    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const int PieceLength = 64;
    private const int DifatInHeader = 109;
    private const int LastRow = 65_536;
    private const int LastColumn = 256;
    private const uint LastSector = 0xFFFF_FFFA;
    private const int MostSheets = 200;

    public static ErrorOr<GuardedFile> Inspect(Stream file)
    {
        if (file.Length > MaxBytes || Records(file) is not { } records)
            return Unreadable();
        var scan = new OldWorkbookScan(records);
        if (scan.AreTooMany)
            return Unreadable();
        file.Position = 0;
        try
        {
            using var reader = ExcelReaderFactory.CreateBinaryReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
            if (reader.ResultsCount > MostSheets)
                return Unreadable();
            var sheets = new List<SheetInfo>();
            do
                sheets.Add(new SheetInfo(reader.Name, reader.VisibleState != "visible"));
            while (reader.NextResult());
            if (scan.Marks.Count != sheets.Count)
                return Unreadable();
            return new GuardedWorkbook(
                file, sheets, scan.LegacyFonts, new SheetExtent(LastRow, LastColumn), scan.Marks, scan.CountsFrom1904, IsStrict: false)
            {
                IsOld = true,
            };
        }
        catch (InvalidPasswordException)
        {
            return Refuse(
                SheetRefusal.Encrypted, "Tệp có mật khẩu. Đồng chí mở tệp bằng Excel, bỏ mật khẩu, lưu lại dạng .xlsx rồi tải lên.");
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // The parser answers broken content with whatever exception it happens on.
            return Unreadable();
        }
    }

    private static Error Unreadable() => Refuse(
        SheetRefusal.OldExcel,
        "Tệp .xls (Excel 97–2003) này không đọc được. Đồng chí mở tệp bằng Excel, chọn Lưu thành (Save As) và lưu lại dạng .xlsx.");

    /// <summary>The stream of the workbook's records; null where the container is not sound.</summary>
    private static byte[]? Records(Stream file)
    {
        if (file.Length < HeaderLength * 2)
            return null;
        var header = Read(file, 0, HeaderLength);
        var (sectorPower, miniPower) = (Short(header, 30), Short(header, 32));
        if (sectorPower != 9 || miniPower != 6)
            return null;

        var size = 1 << sectorPower;
        var sectors = (int)((file.Length - HeaderLength + size - 1) / size);
        var (tables, difats, minis) = (Int(header, 44), Int(header, 72), Int(header, 64));
        if (tables > sectors || difats > sectors || minis > sectors)
            return null;
        if (Table(file, header, size, sectors) is not { } table || Directory(file, header, size, table) is not { } entries
            || entries.Exists(entry => entry.Length > file.Length || (!entry.IsShort && Follow(entry.First, table) is null))
            || entries.Find(entry => entry.Name is "Workbook" or "Book") is not { } workbook)
            return null;
        return workbook.IsShort
            ? ShortStream(file, header, size, table, entries, workbook)
            : Concat(file, Follow(workbook.First, table)!, size, (int)workbook.Length);
    }

    /// <summary>A stream of a few rows lies in pieces of 64 bytes within that of the root.</summary>
    private static byte[]? ShortStream(Stream file, byte[] header, int size, uint[] table, List<Entry> entries, Entry workbook)
    {
        if (entries.Find(entry => entry.IsRoot) is not { } root || Follow(Int(header, 60), table) is not { } places
            || Concat(file, places, size, places.Count * size) is not { } minis
            || Concat(file, Follow(root.First, table)!, size, (int)root.Length) is not { } pieces)
            return null;
        var miniTable = Enumerable.Range(0, minis.Length / 4).Select(i => Int(minis, i * 4)).ToArray();
        if (Follow(workbook.First, miniTable) is not { } chain || chain.Exists(piece => (piece + 1) * PieceLength > pieces.Length))
            return null;
        var bytes = chain.SelectMany(piece => pieces.AsSpan((int)piece * PieceLength, PieceLength).ToArray()).ToArray();
        return workbook.Length > bytes.Length ? null : bytes[..(int)workbook.Length];
    }

    private static byte[]? Concat(Stream file, List<uint> chain, int size, int length)
    {
        var bytes = new byte[Math.Min(length, (long)chain.Count * size)];
        for (var i = 0; i * size < bytes.Length; i++)
        {
            if (ReadSector(file, chain[i], size) is not { } sector)
                return null;
            sector.AsSpan(0, Math.Min(size, bytes.Length - (i * size))).CopyTo(bytes.AsSpan(i * size));
        }

        return bytes;
    }

    /// <summary>Which sector follows each; null where its own sectors lie outside the file.</summary>
    private static uint[]? Table(Stream file, byte[] header, int size, int sectors)
    {
        var places = Enumerable.Range(0, DifatInHeader).Select(i => Int(header, 76 + (4 * i))).ToList();
        var next = Int(header, 68);
        for (uint i = 0; i < Int(header, 72) && next < LastSector; i++)
        {
            if (ReadSector(file, next, size) is not { } sector)
                return null;
            for (var at = 0; at < size - 4; at += 4)
                places.Add(Int(sector, at));
            next = Int(sector, size - 4);
        }

        var table = new List<uint>(sectors + (size / 4));
        foreach (var place in places.Where(place => place < LastSector))
        {
            if (table.Count > sectors + size || ReadSector(file, place, size) is not { } sector)
                return null;
            for (var at = 0; at < size; at += 4)
                table.Add(Int(sector, at));
        }

        return [.. table];
    }

    private static List<Entry>? Directory(Stream file, byte[] header, int size, uint[] table)
    {
        if (Follow(Int(header, 48), table) is not { } chain)
            return null;
        var cutoff = Int(header, 56);
        var entries = new List<Entry>();
        foreach (var place in chain)
        {
            if (ReadSector(file, place, size) is not { } sector)
                return null;
            for (var at = 0; at < size; at += EntryLength)
            {
                const byte stream = 2;
                const byte root = 5;
                if (sector[at + 66] is var type and (stream or root))
                {
                    var name = Encoding.Unicode.GetString(sector, at, Math.Clamp(Short(sector, at + 64) - 2, 0, 62));
                    var (first, length) = (Int(sector, at + 116), Int(sector, at + 120));
                    entries.Add(new Entry(name, first, length, type == stream && length < cutoff, type == root));
                }
            }
        }

        return entries;
    }

    /// <summary>The sectors from here to the end of the chain; null where it comes back to one of them or leaves the table.</summary>
    private static List<uint>? Follow(uint first, uint[] table)
    {
        var chain = new List<uint>();
        for (var at = first; at < LastSector; at = table[at])
        {
            if (at >= table.Length || chain.Count > table.Length)
                return null;
            chain.Add(at);
        }

        return chain;
    }

    private static byte[]? ReadSector(Stream file, uint sector, int size)
    {
        var from = HeaderLength + ((long)sector * size);
        return from >= file.Length ? null : Read(file, from, size);
    }

    /// <summary>A last sector may be shorter than the others.</summary>
    private static byte[] Read(Stream file, long from, int length)
    {
        var bytes = new byte[length];
        file.Position = from;
        file.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes;
    }

    private static int Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint Int(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private sealed record Entry(string Name, uint First, uint Length, bool IsShort, bool IsRoot);
}
