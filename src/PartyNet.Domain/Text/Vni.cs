using System.Text;

namespace PartyNet.Domain.Text;

/// <summary>VNI for Windows, read as Latin-1: a base letter, then a mark that says tone, circumflex or breve.</summary>
internal static class Vni
{
    // Marks in the order of Glyph.Tone. The first row starts at huyền, because a letter without tone carries no mark.
    private const string ToneMarks = "øûõùï", CircumflexMarks = "âàåãáä", BreveMarks = "êèúüéë";

    // i has letters of its own instead of marks, and so has ỵ.
    private const string IForms = "ìæóíò", ILetters = "ìỉĩíị";

    /// <param name="text">The text as Latin-1 shows it.</param>
    /// <param name="allKnown">Whether every character outside ASCII was a letter or a mark in its place.</param>
    public static string Decode(string text, out bool allKnown)
    {
        allKnown = true;
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var lower = char.ToLowerInvariant(c);
            var mark = i + 1 < text.Length ? char.ToLowerInvariant(text[i + 1]) : '\0';
            var letter = Marked(lower, mark);
            if (letter is not null)
                i++;
            letter ??= Alone(lower);
            if (letter is null)
                allKnown &= char.IsAscii(c);
            // The case of the mark says nothing: "Aù" and "AÙ" are both Á.
            decoded.Append(letter is not { } found ? c : char.IsUpper(c) ? char.ToUpperInvariant(found) : found);
        }
        return decoded.ToString();
    }

    private static char? Marked(char letter, char mark)
    {
        if (!"aeouyôö".Contains(letter))
            return null;
        var tone = ToneMarks.IndexOf(mark) + 1;
        if (tone > 0)
            return VietnameseVowels.WithTone(Alone(letter) ?? letter, tone);
        tone = CircumflexMarks.IndexOf(mark);
        if (tone >= 0 && "aeo".IndexOf(letter) is >= 0 and var vowel)
            return VietnameseVowels.WithTone("âêô"[vowel], tone);
        tone = BreveMarks.IndexOf(mark);
        return tone >= 0 && letter == 'a' ? VietnameseVowels.WithTone('ă', tone) : null;
    }

    private static char? Alone(char letter) => letter switch
    {
        'ô' => 'ơ',
        'ö' => 'ư',
        'ñ' => 'đ',
        'î' => 'ỵ',
        _ => IForms.IndexOf(letter) is >= 0 and var i ? ILetters[i] : null,
    };
}
