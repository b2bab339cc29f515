using System.Globalization;
using System.Text;

namespace PartyNet.Domain.Text;

/// <summary>Folds text for search; see <see cref="VietnameseText.SearchKey"/>.</summary>
internal static class SearchKeys
{
    private const int OnStack = 256;

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var key = text.Length <= OnStack ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        var wordEnded = false;
        foreach (var c in text)
        {
            var glyph = Glyph.Of(c);
            if (glyph.IsLetter || glyph.IsDigit)
            {
                if (wordEnded)
                    key[length++] = ' ';
                wordEnded = false;
                key[length++] = (char)(glyph.IsLetter ? glyph.Weight | 0x20 : glyph.Weight);
            }
            else if (glyph.Weight == Glyph.Other)
            {
                return OfOtherScripts(text);
            }
            else if (glyph.Weight is not (Glyph.Ignored or Glyph.Apostrophe))
            {
                wordEnded = length > 0;
            }
        }
        var folded = key[..length];
        return folded.SequenceEqual(text) ? text : new string(folded);
    }

    // Ligatures, full-width and "fancy" letters, other scripts, emoji: rare, so this path is simple rather than fast.
    private static string OfOtherScripts(string text)
    {
        var key = new StringBuilder(text.Length);
        var wordEnded = false;
        // Composed first, so that a character and its canonical twin fold alike.
        foreach (var rune in VietnameseText.Compose(text).EnumerateRunes())
        {
            if (rune.IsBmp && Glyph.Of((char)rune.Value).Weight != Glyph.Other)
            {
                Append(rune);
                continue;
            }
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
                Append(part);
        }
        return key.ToString();

        void Append(Rune rune)
        {
            var glyph = rune.IsBmp ? Glyph.Of((char)rune.Value) : new Glyph(Glyph.Other, 0, 0);
            string? letters = glyph switch
            {
                { IsLetter: true } => ((char)(glyph.Weight | 0x20)).ToString(),
                { IsDigit: true } => ((char)glyph.Weight).ToString(),
                { Weight: Glyph.Ignored or Glyph.Apostrophe } => null,
                { Weight: Glyph.Other } when IsMark(rune) => null,
                { Weight: Glyph.Other } when Rune.IsLetterOrDigit(rune) => Rune.ToLowerInvariant(rune).ToString(),
                _ => " ",
            };
            if (letters is null)
                return;
            if (letters == " ")
            {
                wordEnded = key.Length > 0;
                return;
            }
            if (wordEnded)
                key.Append(' ');
            wordEnded = false;
            key.Append(letters);
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        || (rune.IsBmp && Glyph.IsInvisible((char)rune.Value));
}
