using System.Security.Cryptography;
using System.Text;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports.Loads;

/// <summary>How a file is to be read, as far as a person has said so.</summary>
/// <param name="Sheet">Name of the sheet; null takes the one, or the several, that look like the list.</param>
/// <param name="AllSheets">Every visible sheet with such a list is read.</param>
/// <param name="HeaderRow">Row of the header, counted from 1; null takes the row that names most columns.</param>
/// <param name="Columns">Of columns counted from 0 the heading of the field that they hold; empty for a column that is not loaded.</param>
public sealed record ListReading(
    string? Sheet, bool AllSheets, int? HeaderRow, IReadOnlyDictionary<int, string>? Columns, LegacyHandling Legacy)
{
    public static ListReading Automatic { get; } = new(null, false, null, null, LegacyHandling.Refuse);

    internal ListOptions Options(ImportKind kind, DateOnly today) => new(today, AllSheets ? null : Sheet, Legacy, kind)
    {
        AllSheets = AllSheets,
        HeaderRow = HeaderRow,
        Columns = Columns ?? new Dictionary<int, string>(),
    };

    /// <summary>What a heading row is known by; null where it holds too little to be told from others.</summary>
    internal static byte[]? KeyOf(SheetRow row)
    {
        const int least = 2;
        var texts = Enumerable.Range(0, row.Width).Select(column => KeyOf(row[column])).ToList();
        if (texts.Count(text => text.Length > 0) < least)
            return null;
        var used = texts.Take(texts.FindLastIndex(text => text.Length > 0) + 1);
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', used)));
    }

    private static string KeyOf(SheetCell cell) =>
        cell.Inherited || ListHeader.IsErrorHeading(cell.Text) ? "" : VietnameseText.SearchKey(cell.Text);
}
