using System.Buffers;
using System.Globalization;
using System.Text;

namespace PartyNet.Domain.Accounts;

/// <summary>The alphabets that account names and ids are made of. Everything else is refused, lookalike letters included.</summary>
internal static class Names
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static readonly SearchValues<char> Alphanumeric = SearchValues.Create(Letters);
    public static readonly SearchValues<char> WithUnderscores = SearchValues.Create(Letters + "_");
    public static readonly SearchValues<char> WithDotsAndUnderscores = SearchValues.Create(Letters + "._");

    private static readonly SearchValues<char> Base64Url = SearchValues.Create(Letters + "-_");

    public static bool Fit(string name, int min, int max, SearchValues<char> alphabet) =>
        name.Length >= min && name.Length <= max && !name.AsSpan().ContainsAnyExcept(alphabet);

    public static bool IsDigits(string text, int min, int max) =>
        text.Length >= min && text.Length <= max && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>An opaque, case-sensitive id, as in share links and invitations.</summary>
    public static bool IsToken(string text) => text.Length is > 0 and <= 200 && !text.AsSpan().ContainsAnyExcept(Base64Url);

    /// <summary>
    /// Letters and digits of any script, as YouTube and LinkedIn allow, and the given punctuation. Full-width and other
    /// compatibility letters are out: they are made to look like others. Counts characters, not UTF-16 units.
    /// </summary>
    public static bool FitAnyScript(string name, int min, int max, string punctuation)
    {
        var (length, letters) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            length++;
            letters += Rune.IsLetterOrDigit(rune) ? 1 : 0;
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            var isPunctuation = rune.IsBmp && punctuation.Contains((char)rune.Value, StringComparison.Ordinal);
            if (!Rune.IsLetterOrDigit(rune) && !isMark && !isPunctuation)
                return false;
        }
        return letters > 0 && length >= min && length <= max && name.IsNormalized(NormalizationForm.FormKC);
    }
}
