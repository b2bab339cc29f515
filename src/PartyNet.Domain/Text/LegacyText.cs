namespace PartyNet.Domain.Text;

/// <summary>
/// Text of the time before Unicode, as it looks when its codes are read as Latin-1 ("NguyÔn V¨n Hïng", "Ñoäc laäp"). The same
/// string can be right in two encodings (VNI "Hoàng" is Hồng), so decide for a whole column with <see cref="Detect"/>, never for
/// one cell; show the result and convert only when a person agrees.
/// </summary>
public static class LegacyText
{
    // Enough to be sure of a column; a nationwide list need not be read to its end.
    private const int EnoughEvidence = 20_000;

    // Below this share of the words, the column mixes encodings and no single conversion is right.
    private const double LeastShare = 0.9;

    /// <summary>
    /// The text in Unicode NFC; characters that the encoding does not know stay. For <see cref="LegacyEncoding.Unicode"/> and
    /// <see cref="LegacyEncoding.Undecided"/> only NFC. Spaces are kept. Decode before <see cref="VietnameseText.Normalize"/>
    /// or after it, the result is the same.
    /// </summary>
    public static string Decode(string? text, LegacyEncoding encoding)
    {
        var composed = VietnameseText.Compose(text ?? "");
        return encoding switch
        {
            LegacyEncoding.Tcvn3 => VietnameseText.Compose(Tcvn3.Decode(composed, out _)),
            LegacyEncoding.Vni => VietnameseText.Compose(Vni.Decode(composed, out _)),
            _ => composed,
        };
    }

    /// <summary>
    /// Which encoding a column is written in: each word with a character outside ASCII is read in every encoding, and the one that
    /// gives possible Vietnamese syllables wins. Unicode wins a tie, since then nothing has to be converted.
    /// </summary>
    public static LegacyDetection Detect(IEnumerable<string?> column)
    {
        ArgumentNullException.ThrowIfNull(column);
        int unicode = 0, tcvn3 = 0, vni = 0, evidence = 0, unexplained = 0;
        foreach (var word in column.SelectMany(Words))
        {
            var isUnicode = IsUnicodeWord(word);
            var isTcvn3 = !HasUnicodeOnlyLetter(word) && Syllable.IsPossible(Tcvn3.Decode(word, out var known)) && known;
            var isVni = !HasUnicodeOnlyLetter(word) && Syllable.IsPossible(Vni.Decode(word, out known)) && known;
            if (!isUnicode && !isTcvn3 && !isVni)
            {
                unexplained++;
                continue;
            }
            unicode += isUnicode ? 1 : 0;
            tcvn3 += isTcvn3 ? 1 : 0;
            vni += isVni ? 1 : 0;
            if (++evidence == EnoughEvidence)
                break;
        }

        if (evidence == 0)
            return unexplained == 0 ? new(LegacyEncoding.Unicode, 0) : new(LegacyEncoding.Undecided, 0);
        return Decide(unicode, tcvn3, vni, evidence);
    }

    /// <summary>The text has a letter that only Unicode has: whatever its font is called, there is nothing to convert.</summary>
    public static bool IsSurelyUnicode(string? text) => HasUnicodeOnlyLetter(VietnameseText.Compose(text ?? ""));

    private static LegacyDetection Decide(int unicode, int tcvn3, int vni, int evidence)
    {
        (LegacyEncoding Encoding, int Count)[] candidates =
            [(LegacyEncoding.Unicode, unicode), (LegacyEncoding.Tcvn3, tcvn3), (LegacyEncoding.Vni, vni)];
        // A stable sort: Unicode stays first in a tie.
        var ranked = candidates.OrderByDescending(c => c.Count).ToArray();
        var (best, second) = (ranked[0], ranked[1]);
        var share = (double)best.Count / evidence;
        var tiedLegacy = best.Count == second.Count && best.Encoding != LegacyEncoding.Unicode;
        return new(share < LeastShare || tiedLegacy ? LegacyEncoding.Undecided : best.Encoding, evidence);
    }

    // Runs of letters in which at least one is outside ASCII; in the legacy encodings the signs of Latin-1 are letters too.
    private static IEnumerable<string> Words(string? cell)
    {
        var text = VietnameseText.Compose(cell ?? "");
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            var speaks = false;
            for (; end < text.Length && IsWordCharacter(text[end]); end++)
                speaks |= text[end] > '\u007F';
            if (speaks)
                yield return text[start..end];
            start = end;
        }
    }

    private static bool IsWordCharacter(char c) =>
        char.IsAsciiLetter(c) || c is (>= '\u00A1' and < '\u0370') or (>= '\u1E00' and < '\u1F00');

    // Latin-1 cannot hold these, so no legacy text does.
    private static bool HasUnicodeOnlyLetter(string word) =>
        word.Any(c => c is >= '\u1EA0' and <= '\u1EF9' or 'ă' or 'Ă' or 'đ' or 'Đ' or 'ĩ' or 'Ĩ' or 'ũ' or 'Ũ' or 'ơ' or 'Ơ' or 'ư' or 'Ư');

    // A capital after a small letter ("ChÝ") is no way to write a syllable, but a common look of TCVN3.
    private static bool IsUnicodeWord(string word) =>
        HasUnicodeOnlyLetter(word)
        || (Syllable.IsPossible(word) && !(word.Skip(1).Any(char.IsUpper) && word.Any(char.IsLower)));
}
