using System.IO.Compression;
using System.Text;

namespace PartyNet.Spreadsheets;

/// <summary>
/// A workbook that Excel saved under "Strict Open XML". It differs from others in the names of its namespaces only, which the spreadsheet
/// parser does not know: so its parts are copied under the common names. Only what <see cref="WorkbookGuard"/> let pass comes here.
/// </summary>
internal static class StrictWorkbook
{
    /// <summary>Namespaces are declared at a part's start; only in short parts, such as relations, do they stand elsewhere.</summary>
    private const int HeadLength = 64 * 1024;

    private static readonly (string Strict, string Common)[] Names =
    [
        ("http://purl.oclc.org/ooxml/spreadsheetml/main", XlsxParts.Main),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships", XlsxParts.Relations),
    ];

    public static MemoryStream Loosen(Stream strict)
    {
        var common = new MemoryStream();
        using (var from = new ZipArchive(strict, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(common, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                Copy(source, target);
            }
        }

        common.Position = 0;
        return common;
    }

    private static void Copy(Stream source, Stream target)
    {
        var head = new byte[HeadLength];
        // Byte for byte, whatever else stands there.
        var text = Encoding.Latin1.GetString(head, 0, source.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false));
        foreach (var (name, common) in Names)
            text = text.Replace(name, common, StringComparison.Ordinal);
        target.Write(Encoding.Latin1.GetBytes(text));
        source.CopyTo(target);
    }
}
