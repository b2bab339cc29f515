using System.Text.RegularExpressions;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// The formula by which a cell leads somewhere, <c>HYPERLINK("https://…","text")</c>: what is written out in it needs no calculation.
/// </summary>
/// <param name="Address">Where the cell leads.</param>
/// <param name="Text">What it shows; null where that has to be calculated.</param>
internal readonly partial record struct HyperlinkFormula(string Address, string? Text)
{
    /// <summary>A longer address is none of an account.</summary>
    public const int LongestAddress = 1_024;

    private const int Longest = 2 * LongestAddress;

    /// <summary>Null for another formula, or one whose address has to be calculated.</summary>
    /// <param name="formula">As in a file, with or without the sign that begins it.</param>
    public static HyperlinkFormula? Read(string formula)
    {
        if (formula.Length > Longest || Written().Match(formula) is not { Success: true } parts)
            return null;
        var (address, text) = (Unquoted(parts.Groups["address"]), parts.Groups["text"]);
        return address.Length is 0 or > LongestAddress ? null
            : new(address, text.Success ? Unquoted(text) : parts.Groups["other"].Success ? null : address);
    }

    /// <summary>The cell as its program shows it, with where it leads.</summary>
    public SheetCell Mark(SheetCell cell) => (cell.IsEmpty && Text is not null ? SheetCell.OfText(Text) : cell) with { Link = Address };

    private static string Unquoted(Group literal) => literal.Value.Replace("\"\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(
        """^=?\s*HYPERLINK\(\s*"(?<address>(?:[^"]|"")*)"\s*(?:[,;]\s*(?:"(?<text>(?:[^"]|"")*)"\s*|(?<other>.*)))?\)\s*$""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Written();
}
