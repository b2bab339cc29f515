using System.Buffers;
using System.Globalization;
using System.Text;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// Takes away what keyboards, messengers and spreadsheets add to a text without anybody seeing it: zero-width and direction
/// marks, decomposed letters, odd spaces, quotes and brackets around it, the wide digits of an East Asian keyboard. After that two texts
/// that look alike are alike.
/// </summary>
internal static class TypedText
{
    private static readonly char[] Wrapping = [.. " \"'“”‘’<>«»,;"];

    private const string Opening = "([{<–—-|,;";
    private const string Closing = ")]}>\"”»|,;";

    private static readonly char[] AroundWords = [.. Wrapping, .. "()[]{}|"];

    private const int WideZero = 0xFF10;

    private static readonly SearchValues<char> Between = SearchValues.Create(" ,;|");

    public static bool TryClean(string typed, out string text, out string problem)
    {
        (text, problem) = ("", "");
        if (typed.Length > AccountAddress.MaxLength)
            problem = Refusals.TooLong;
        else if (Normalize(typed) is not { } normal)
            problem = Refusals.BrokenText;
        else
            text = Unwrapped(normal);
        return problem.Length == 0;
    }

    private static string Unwrapped(string text)
    {
        text = text.Trim(Wrapping);
        return text is ['(', .., ')'] or ['[', .., ']'] or ['{', .., '}'] ? Unwrapped(text[1..^1]) : text;
    }

    /// <summary>
    /// The one word of a sentence that <paramref name="isLink"/>, out of the brackets around it; null where there is none or more than one,
    /// or where what follows may be a piece of it that a space cut off.
    /// </summary>
    public static string? LinkAmongWords(string text, Func<string, bool> isLink)
    {
        if (!text.Contains(' ', StringComparison.Ordinal))
            return null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var links = words.Select(Bare).Where(isLink).ToList();
        if (links.Count != 1 || words.Count(word => LooksLikeAddress(Bare(word))) > 1)
            return null;
        var at = Array.FindIndex(words, word => isLink(Bare(word)));
        var isWhole = at == words.Length - 1 || Closing.Contains(words[at][^1]) || Opening.Contains(words[at + 1][0]);
        return isWhole ? links[0] : null;
    }

    private static string Bare(string word) => word.Trim(AroundWords);

    /// <summary>
    /// NFC without invisible characters, every white space a plain space; null where the text is broken or holds control characters.
    /// </summary>
    public static string? Normalize(string text)
    {
        // Nearly everything typed is plain already and needs no copy.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;

        var isClean = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune);
            // U+FFFD stands for a lone surrogate here; the other two are no characters at all, and Normalize throws on one.
            if (rune.Value is 0xFFFD or 0xFFFE or 0xFFFF || (Rune.IsControl(rune) && !isSpace))
                return null;
            isClean &= !IsInvisible(rune) && (!isSpace || rune.Value == ' ') && !IsWideDigit(rune);
        }
        return (isClean ? text : Cleaned(text)).Normalize(NormalizationForm.FormC);
    }

    private static string Cleaned(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                kept.Append(' ');
            else if (IsWideDigit(rune))
                kept.Append((char)(rune.Value - WideZero + '0'));
            else if (!IsInvisible(rune))
                kept.Append(rune);
        }
        return kept.ToString();
    }

    /// <summary>Digits alone: wide letters are made to look like others and stay what they are, for rules to refuse.</summary>
    private static bool IsWideDigit(Rune rune) => rune.Value is >= WideZero and <= WideZero + 9;

    /// <summary>
    /// Zero-width and direction marks, and the few letters and marks that Unicode defines to show nothing: Hangul fillers, variation
    /// selectors.
    /// </summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value
            is 0x034F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or 0x2800
                or 0x3164
                or 0xFFA0
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>True where a field holds more than one address, whatever stands between them.</summary>
    public static bool HoldsSeveralAddresses(string text)
    {
        // A link may stand in another's query; anywhere else a second scheme, or one inside a word, starts a second link.
        var beforeQuery = text.AsSpan(0, text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var q ? q : text.Length);
        var scheme = beforeQuery.IndexOf("://");
        if (scheme >= 0)
        {
            var before = beforeQuery[..scheme];
            var after = beforeQuery[(scheme + 3)..];
            var word = before[(before.LastIndexOfAny(' ', ':') + 1)..];
            if (before.Contains('/') || word.ContainsAnyExcept(Names.Alphanumeric) || after.Contains("://", StringComparison.Ordinal))
                return true;
        }

        if (!text.AsSpan().ContainsAny(Between))
            return false;
        var addresses = 0;
        foreach (var word in text.AsSpan().SplitAny(Between))
        {
            if (LooksLikeAddress(text.AsSpan(word)))
                addresses++;
        }
        return addresses > 1;
    }

    private static bool LooksLikeAddress(ReadOnlySpan<char> word) =>
        word.StartsWith("@")
        || word.Contains("://", StringComparison.Ordinal)
        || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || word.IndexOf('.') is > 0 and var dot && word[dot..].Contains('/');
}
