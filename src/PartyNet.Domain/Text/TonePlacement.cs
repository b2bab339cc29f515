namespace PartyNet.Domain.Text;

/// <summary>Moves the tone of an open oa, oe, uy to the first vowel; see <see cref="VietnameseText.NormalizeTonePlacement"/>.</summary>
internal static class TonePlacement
{
    /// <param name="text">Text in NFC.</param>
    public static string Apply(string text)
    {
        char[]? moved = null;
        for (var i = 1; i < text.Length; i++)
        {
            if (!IsOpenPair(text, i))
                continue;
            var (first, second) = (Glyph.Of(text[i - 1]).Tone, Glyph.Of(text[i]).Tone);
            // In "quy" the u belongs to the consonant, and only the y can carry the tone.
            var afterQ = i >= 2 && text[i - 2] is 'q' or 'Q';
            var (from, to) = afterQ ? (first, second) : (second, first);
            if (from is Glyph.Level or Glyph.Foreign || to != Glyph.Level)
                continue;
            moved ??= text.ToCharArray();
            moved[i - 1] = VietnameseVowels.WithTone(text[i - 1], afterQ ? Glyph.Level : from);
            moved[i] = VietnameseVowels.WithTone(text[i], afterQ ? from : Glyph.Level);
        }
        return moved is null ? text : new string(moved);
    }

    // The pair ends at i, stands alone as the vowel of its syllable, and nothing follows.
    private static bool IsOpenPair(string text, int i)
    {
        var second = Glyph.Of(text[i]);
        if (second.Modifier != 0 || second.Weight is not ((byte)'A' or (byte)'E' or (byte)'Y'))
            return false;
        var first = Glyph.Of(text[i - 1]);
        if (first.Modifier != 0 || first.Weight != (second.Weight == (byte)'Y' ? (byte)'U' : (byte)'O'))
            return false;
        if (i + 1 < text.Length && ContinuesWord(text[i + 1]))
            return false;
        if (i < 2 || !Glyph.Of(text[i - 2]).IsVowel)
            return true;
        // The i of the consonant "gi" is no vowel of the syllable.
        return text[i - 2] is 'i' or 'I' && i >= 3 && text[i - 3] is 'g' or 'G';
    }

    private static bool ContinuesWord(char c) =>
        char.IsLetter(c) || (c >= '\u0300' && Glyph.Of(c).Weight == Glyph.Ignored && !Glyph.IsInvisible(c));
}
