namespace PartyNet.Spreadsheets;

/// <summary>What Excel keeps of the text in a cell.</summary>
internal static class CellText
{
    private const int Longest = 32_767;

    /// <summary>Characters that no program shows and XML cannot carry.</summary>
    public static IReadOnlyList<char> Control { get; } = [.. Enumerable.Range(0, ' ').Select(c => (char)c).Except(['\t', '\n', '\r'])];

    /// <summary>The text without what XML cannot carry.</summary>
    public static string InXml(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => rune.Value is not ('\uFFFE' or '\uFFFF') && (rune.Value >= ' ' || rune.Value == '\t'))
        .Select(rune => rune.ToString()));

    /// <summary>What is too long ends in an ellipsis, without splitting a surrogate pair.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= Longest)
            return text;

        var length = Longest - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
    }
}
