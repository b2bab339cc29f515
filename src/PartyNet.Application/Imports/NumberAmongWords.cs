using System.Text.RegularExpressions;

namespace PartyNet.Application.Imports;

/// <summary>
/// The number in a cell that says more: "CCCD: 0010… cấp ngày 12/05/2021 tại …". Of two as likely nobody can tell which is meant.
/// </summary>
/// <param name="Typed">The number; the whole cell where there is none among words, or more than one.</param>
/// <param name="Besides">The words before and behind it; empty for none.</param>
internal readonly partial record struct NumberAmongWords(string Typed, string Besides)
{
    /// <summary>More than one number may be meant.</summary>
    public bool IsSeveral { get; private init; }

    private const int Least = 8;
    private const int Whole = 12;

    public static NumberAmongWords Of(string text)
    {
        if (!Words().IsMatch(text))
            return new(text, "");
        var numbers = Candidate().Matches(text).Where(found => found.Groups["number"].Success)
            .Select(found => (found.Index, found.Length, Digits: string.Concat(found.Value.Where(char.IsAsciiDigit))))
            .Where(found => found.Digits.Length is >= Least and <= Whole).DistinctBy(found => found.Digits).ToList();
        // Beside a number of twelve digits a shorter one is an older card or a telephone.
        var whole = numbers.FindAll(found => found.Digits.Length == Whole);
        var likely = whole.Count > 0 ? whole : numbers;
        return likely is [var (at, length, _)]
            ? new(text.Substring(at, length), Trimmed($"{Trimmed(text[..at])} {Trimmed(text[(at + length)..])}"))
            : new(text, "") { IsSeveral = likely.Count > 1 };
    }

    private static string Trimmed(string text) => text.Trim([.. " .,;:-–()[]"]);

    /// <summary>A word of at least two letters: "1.0E+11" has none.</summary>
    [GeneratedRegex(@"\p{L}{2}|[()/\[]|\p{L}:", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    /// <summary>A date, which is none, or a number, whole or in groups of three and more.</summary>
    [GeneratedRegex(
        @"[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{2,4}(?![0-9])|(?<number>[0-9]{8,}|[0-9]{3,4}(?:[ .-][0-9]{2,6}){1,3})(?![0-9])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();
}
