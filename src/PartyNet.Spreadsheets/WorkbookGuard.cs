using System.IO.Compression;
using System.Xml;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using static PartyNet.Application.Spreadsheets.SheetRefusal;
using static PartyNet.Spreadsheets.SpreadsheetGuard;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Inflates every part of a workbook once, counting, and reads every XML part to its end without document types, entities or network.
/// </summary>
internal static class WorkbookGuard
{
    private const string CopyTheList = "Đồng chí chép riêng bảng danh sách sang một tệp .xlsx mới rồi tải lên.";

    private static XmlReaderSettings XmlSettings => new()
    {
        NameTable = new BoundedNames(),
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static ErrorOr<GuardedFile> Inspect(Stream file, SheetLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > limits.MaxEntries)
                return Refuse(TooManyParts, $"Tệp chứa hơn {limits.MaxEntries} phần bên trong. {CopyTheList}");
            if (NameProblem(archive.Entries) is { } problem)
                return problem;

            return InspectParts(file, archive, limits, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException
            or NotSupportedException or OverflowException)
        {
            return Damaged();
        }
    }

    private static ErrorOr<GuardedFile> InspectParts(
        Stream file, ZipArchive archive, SheetLimits limits, CancellationToken cancellationToken)
    {
        var budget = new InflationBudget(limits.MaxInflatedBytes);
        var workbook = new WorkbookScan(
            limits,
            archive.Entries.Select(e => Path.GetExtension(e.FullName).TrimStart('.')).ToHashSet(StringComparer.OrdinalIgnoreCase));
        // Styles first: the cells of the sheets name them.
        foreach (var entry in archive.Entries.OrderByDescending(e => e.FullName.Contains("styles", StringComparison.OrdinalIgnoreCase)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (InspectPart(entry, budget, workbook) is { } refusal)
                return refusal;
        }
        if (workbook.RepeatsSheets)
            return Refuse(TooWide, $"Tệp có quá nhiều trang tính, hoặc nhiều trang tính cùng một nội dung bên trong. {CopyTheList}");
        return workbook.Sheets.Count == 0
            ? Refuse(NotASpreadsheet, "Tệp nén này không chứa trang tính nào. Đồng chí tải lên tệp .xlsx hoặc .csv.")
            : new GuardedWorkbook(
                file, workbook.Sheets, workbook.LegacyFonts, workbook.Extent, workbook.Marks, workbook.CountsFrom1904, workbook.IsStrict)
            {
                ParserMisses1904 = workbook.ParserMisses1904,
            };
    }

    private static Error? NameProblem(IReadOnlyCollection<ZipArchiveEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in entries.Select(entry => entry.FullName))
        {
            if (!seen.Add(name) || IsUnsafe(name))
                return Refuse(UnsafePartName, $"Cấu trúc bên trong tệp không an toàn nên bị từ chối. {CopyTheList}");
        }
        if (entries.Any(entry => entry.IsEncrypted))
            return Refuse(Encrypted, "Tệp nén có mật khẩu. Đồng chí bỏ mật khẩu rồi tải lại.");
        if (seen.Any(IsMacro))
            return Macros();
        if (seen.Contains("word/document.xml"))
            return Refuse(NotASpreadsheet, "Đây là tệp Word. Đồng chí chép bảng danh sách sang Excel và lưu dạng .xlsx.");
        if (seen.Contains("mimetype") || seen.Contains("xl/workbook.bin"))
            return Refuse(
                NotASpreadsheet,
                "Tệp .ods và .xlsb không được nhận. Đồng chí mở tệp, chọn Tệp › Lưu thành (Save As), loại Excel (.xlsx), "
                + "rồi dùng tệp mới.");

        return seen.Any(IsNumbers)
            ? Refuse(
                NotASpreadsheet,
                "Tệp Numbers của Apple không được nhận. Đồng chí mở tệp, chọn Tệp › Xuất sang (Export To) › Excel, rồi dùng tệp .xlsx.")
            : null;
    }

    private static bool IsNumbers(string name) =>
        name.Equals("Index.zip", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".iwa", StringComparison.OrdinalIgnoreCase);

    private static bool IsUnsafe(string name) =>
        name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal)
        || name.Any(char.IsControl) || name.Split('/').Contains("..");

    private static bool IsMacro(string name) =>
        name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
        || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase);

    public static Error Macros() =>
        Refuse(SheetRefusal.Macros, "Tệp có macro (chương trình nhúng). Đồng chí lưu lại dạng .xlsx không có macro rồi tải lên.");

    private static Error? InspectPart(ZipArchiveEntry entry, InflationBudget budget, WorkbookScan workbook)
    {
        using var part = new CountedPart(entry.Open(), budget);
        var isXml = part.LooksLikeXml || (IsXml(entry.FullName) && entry.Length > 0);
        if (part.LooksLikeArchive)
            return Refuse(NestedArchive, $"Trong tệp có tệp khác được nhúng. {CopyTheList}");

        var finding = isXml ? ReadXml(part, entry.FullName, workbook) : PartFinding.Fine;
        part.ReadToEnd();
        if (budget.Exhausted)
            return Refuse(InflatesTooMuch, $"Nội dung tệp khi mở ra lớn hơn {budget.Limit >> 20} MB. {CopyTheList}");
        if (part.TokenTooLong)
            return Refuse(TooWide, $"Tệp có ô hoặc phần tử dài bất thường nên bị từ chối. {CopyTheList}");

        return finding switch
        {
            PartFinding.DocumentType => Refuse(
                DocumentType,
                "Tệp có phần khai báo DTD, không có trong bảng tính thông thường, nên bị từ chối. "
                + "Đồng chí mở bằng Excel và lưu lại dạng .xlsx."),
            PartFinding.Macros => Macros(),
            PartFinding.TooManyRows => TooManyRows(workbook.Limits),
            PartFinding.TooWide => Refuse(TooWide, $"Trang tính có quá nhiều cột hoặc phần tử. {CopyTheList}"),
            _ when finding == PartFinding.Malformed || part.Checksum != entry.Crc32 => Damaged(),
            _ => null,
        };
    }

    /// <summary>
    /// Parts that the spreadsheet parser reads must be sound to the end; others, such as old drawings, are often not quite XML. But they
    /// may not declare a document type, and nothing else stands before the first element that is not XML.
    /// </summary>
    private static PartFinding ReadXml(CountedPart part, string name, WorkbookScan workbook)
    {
        using var reader = XmlReader.Create(part, XmlSettings);
        var isInside = false;
        try
        {
            isInside = reader.MoveToContent() == XmlNodeType.Element;
            return workbook.Read(reader, part, name);
        }
        catch (XmlException)
        {
            if (part.StartContains("<!DOCTYPE"))
                return PartFinding.DocumentType;
            return isInside && !IsXml(name) ? PartFinding.Fine : PartFinding.Malformed;
        }
    }

    private static bool IsXml(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What reading one part of a workbook showed.</summary>
internal enum PartFinding
{
    Fine,
    DocumentType,
    Macros,
    TooManyRows,
    TooWide,
    Malformed,
}
