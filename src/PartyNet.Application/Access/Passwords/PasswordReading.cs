using System.Globalization;
using System.Text;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access.Passwords;

/// <summary>
/// A password as a guesser reads it: small letters without Vietnamese marks, and signs that stand for letters (“@”, “0”, “$”) as those.
/// </summary>
internal static class PasswordReading
{
    /// <summary>Small letters without marks; every other sign stays as it is.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in VietnameseText.Compose(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(c is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    /// <summary>The folded text as it stands, and with signs read as letters; a one may be an i or an l.</summary>
    public static IReadOnlyList<string> Readings(string folded) =>
        [.. new[] { folded, WithLetters(folded, 'i'), WithLetters(folded, 'l') }.Distinct()];

    public static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    public static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string WithLetters(string folded, char one) => string.Concat(folded.Select(c => c switch
    {
        '4' or '@' => 'a',
        '0' => 'o',
        '1' or '!' or '|' => one,
        '3' => 'e',
        '5' or '$' => 's',
        _ => c,
    }));
}
