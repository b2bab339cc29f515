using System.IO.Compression;

namespace PartyNet.TestCommon.Spreadsheets;

/// <summary>A workbook as Excel saves it under "Strict Open XML": the same parts under other names of namespaces.</summary>
public static class StrictForm
{
    public static MemoryStream Of(Stream ordinary)
    {
        var strict = new MemoryStream();
        using (var from = new ZipArchive(ordinary, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(strict, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                using var writer = new StreamWriter(to.CreateEntry(entry.FullName).Open());
                writer.Write(reader.ReadToEnd()
                    .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
                    .Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships"));
            }
        }

        strict.Position = 0;
        return strict;
    }
}
