using System.Buffers.Binary;
using System.Text;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using static PartyNet.Application.Spreadsheets.SheetRefusal;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Decides by content what a file is and refuses hostile ones (bombs, DTDs, foreign formats) before any spreadsheet parser sees them.
/// Memory stays flat whatever the file claims, because only bytes really inflated are believed.
/// </summary>
internal static class SpreadsheetGuard
{
    private const ulong OleSignature = 0xD0CF_11E0_A1B1_1AE1;
    private const uint ZipSignature = 0x504B_0304;
    private const int SniffLength = 512;

    /// <summary>Looks at a seekable file from its start and leaves it there.</summary>
    public static ErrorOr<GuardedFile> Inspect(Stream file, SheetLimits limits, CancellationToken cancellationToken)
    {
        if (file.Length == 0)
            return Refuse(Empty, "Tệp không có nội dung. Đồng chí kiểm tra lại tệp đã chọn.");
        if (file.Length > limits.MaxBytes)
            return TooLarge(limits);

        var start = Start(file);
        if (start.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(start) == ZipSignature)
            return Rewound(file, WorkbookGuard.Inspect(file, limits, cancellationToken));
        if (start.Length >= 8 && BinaryPrimitives.ReadUInt64BigEndian(start) == OleSignature)
            return OldOffice(file);
        if (KnownForeign(start) is { } foreign)
            return Refuse(NotASpreadsheet, foreign);

        return Rewound(file, TextGuard.Inspect(file));
    }

    public static Error TooLarge(SheetLimits limits) =>
        Refuse(
            SheetRefusal.TooLarge,
            $"Tệp lớn hơn {limits.MaxBytes >> 20} MB. Đồng chí bỏ hình ảnh và các trang tính không cần thiết, "
            + "hoặc chia danh sách thành nhiều tệp.");

    public static Error TooManyRows(SheetLimits limits) =>
        Refuse(
            SheetRefusal.TooManyRows,
            $"Một trang tính có hơn {limits.MaxRows:#,0} dòng có dữ liệu. Đồng chí chia danh sách thành nhiều tệp.".Replace(',', '.'));

    public static Error Damaged() =>
        Refuse(
            SheetRefusal.Damaged,
            "Tệp bị hỏng hoặc chưa tải xong nên không đọc được. Đồng chí mở tệp bằng Excel, lưu lại dạng .xlsx rồi tải lên.");

    public static Error Refuse(SheetRefusal refusal, string sentence) => SheetErrors.Of(refusal, sentence);

    private static ErrorOr<GuardedFile> Rewound(Stream file, ErrorOr<GuardedFile> verdict)
    {
        file.Position = 0;
        return verdict;
    }

    private static byte[] Start(Stream file)
    {
        var start = new byte[Math.Min(SniffLength, file.Length)];
        file.Position = 0;
        file.ReadExactly(start);
        file.Position = 0;
        return start;
    }

    /// <summary>Only one kind of the old documents is a workbook, and that one without a password and without macros.</summary>
    private static ErrorOr<GuardedFile> OldOffice(Stream file)
    {
        if (Contains(file, Encoding.Unicode.GetBytes("EncryptedPackage")))
            return Refuse(
                Encrypted,
                "Tệp có mật khẩu. Đồng chí mở tệp bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc) rồi lưu và tải lại.");
        if (Contains(file, Encoding.Unicode.GetBytes("WordDocument")))
            return Refuse(NotASpreadsheet, "Đây là tệp Word. Đồng chí chép bảng danh sách sang Excel và lưu dạng .xlsx.");
        return Contains(file, Encoding.Unicode.GetBytes("_VBA_PROJECT"))
            ? WorkbookGuard.Macros()
            : Rewound(file, OldWorkbookGuard.Inspect(file));
    }

    private static bool Contains(Stream file, byte[] sought)
    {
        var window = new byte[64 * 1024 + sought.Length];
        var kept = 0;
        file.Position = 0;
        for (int read; (read = file.Read(window, kept, window.Length - kept)) > 0;)
        {
            var filled = window.AsSpan(0, kept + read);
            if (filled.IndexOf(sought) >= 0)
                return true;
            kept = Math.Min(sought.Length - 1, filled.Length);
            filled[^kept..].CopyTo(window);
        }
        return false;
    }

    private static string? KnownForeign(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("%PDF"u8))
            return "Đây là tệp PDF. Đồng chí tải lên bảng tính gốc dạng .xlsx hoặc .csv.";
        if (start.StartsWith("{\\rtf"u8))
            return "Đây là tệp văn bản (RTF). Đồng chí chép bảng danh sách sang Excel và lưu dạng .xlsx.";
        if (start.StartsWith("PK"u8))
            return "Tệp nén rỗng hoặc bị cắt, không phải bảng tính. Đồng chí tải lên tệp .xlsx hoặc .csv.";

        // Web systems often send an HTML table under the name of a workbook.
        var text = start.StartsWith(Encoding.UTF8.Preamble) ? start[3..] : start;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] || text.StartsWith("MIME-Version:"u8)
            ? "Tệp này thật ra là trang web (HTML/XML) mang tên bảng tính. Đồng chí mở bằng Excel và lưu lại dạng .xlsx."
            : null;
    }
}

/// <summary>A file that passed the guard: a workbook with its extent or a text with its shape. Readers take nothing else.</summary>
internal abstract record GuardedFile(Stream Content);

internal sealed record GuardedWorkbook(
    Stream Content, IReadOnlyList<SheetInfo> Sheets, IReadOnlyList<string> LegacyFonts, SheetExtent Extent, IReadOnlyList<CellMarks> Marks,
    bool CountsFrom1904, bool IsStrict) : GuardedFile(Content)
{
    /// <summary>Of Excel 97–2003.</summary>
    public bool IsOld { get; init; }

    /// <summary>A workbook that counts from 1904, unknown to the parser, whose days come out as if they were counted from 1900.</summary>
    public bool ParserMisses1904 { get; init; }
}

internal sealed record GuardedText(Stream Content, TextShape Shape) : GuardedFile(Content);
