using System.Collections.Frozen;

namespace PartyNet.Domain.Text;

/// <summary>Whether a word is spelled like a Vietnamese syllable: what tells text in the right encoding from text in a wrong one.</summary>
internal static class Syllable
{
    private const int Longest = 7;

    // Longest first, so that the first that fits is the onset. The empty onset fits everything.
    private static readonly string[] Onsets =
    [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
        "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
    ];

    private static readonly FrozenSet<string> Rhymes = string.Join(' ',
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây",
        "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu",
        "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu",
        "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot",
        "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt",
        "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut",
        "uy uya uych uyên uyêt uyn uynh uyp uyt uyu",
        "ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu",
        "y yêm yên yêng yêt yêu ynh yt").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> RhymeLookup = Rhymes.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    /// <param name="word">One word in NFC, any case.</param>
    public static bool IsPossible(string word)
    {
        if (word.Length is 0 or > Longest)
            return false;
        Span<char> letters = stackalloc char[word.Length];
        byte tone = Glyph.Level;
        for (var i = 0; i < word.Length; i++)
        {
            var glyph = Glyph.Of(word[i]);
            if (!glyph.IsLetter || glyph.Tone == Glyph.Foreign || (glyph.Tone != Glyph.Level && tone != Glyph.Level))
                return false;
            tone = glyph.Tone == Glyph.Level ? tone : glyph.Tone;
            letters[i] = VietnameseVowels.WithTone(char.ToLowerInvariant(word[i]), Glyph.Level);
        }

        foreach (var onset in Onsets)
        {
            if (letters.StartsWith(onset) && Fits(onset, letters[onset.Length..], tone))
                return true;
        }
        return false;
    }

    private static bool Fits(string onset, ReadOnlySpan<char> rhyme, byte tone)
    {
        if (!RhymeLookup.Contains(rhyme))
            return false;
        // A stop at the end takes only sắc and nặng.
        if ((rhyme[^1] is 'c' or 'p' or 't' || rhyme.EndsWith("ch")) && tone is not (4 or 5))
            return false;
        var front = rhyme[0] is 'e' or 'ê' or 'i' or 'y';
        return onset switch
        {
            "c" or "ng" => !front,
            "g" => rhyme[0] is not ('e' or 'ê' or 'y'),
            "k" => front || rhyme[0] == 'a',
            "gh" or "ngh" => front && rhyme[0] != 'y',
            "b" or "ch" or "đ" or "gi" or "kh" or "nh" or "p" or "ph" or "tr" or "x" => rhyme[0] != 'y',
            _ => true,
        };
    }
}
