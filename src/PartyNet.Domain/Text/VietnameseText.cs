using System.Text;

namespace PartyNet.Domain.Text;

/// <summary>
/// Vietnamese text as the product stores, compares, sorts and searches it. All functions are pure and total: any string, also one
/// with broken surrogates, gives an answer. Order and search are computed here and not by a database collation, because ICU
/// versions differ between servers and <c>vi-VN</c> sorts old and new tone placement apart.
/// </summary>
public static class VietnameseText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The form in which all text enters the system: NFC, without zero-width, direction and control characters, with each run of
    /// white space (line breaks and no-break spaces too) as one space, trimmed; broken surrogates become U+FFFD. Idempotent.
    /// The soft hyphen stays: in a cell written with a TCVN3 font it is the letter ư (<see cref="LegacyText"/>).
    /// </summary>
    public static string Normalize(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (IsTidy(text))
            return text;

        var buffer = new StringBuilder(text.Length);
        var spacePending = false;
        // Halves of a pair between which something invisible stood must not become a letter once it is gone.
        foreach (var c in Repair(text))
        {
            if (char.IsWhiteSpace(c))
            {
                spacePending = buffer.Length > 0;
                continue;
            }
            if (Glyph.IsInvisible(c))
                continue;
            if (spacePending)
                buffer.Append(' ');
            spacePending = false;
            buffer.Append(c);
        }
        return Compose(buffer.ToString());
    }

    /// <summary>
    /// <see cref="Normalize"/>, and the tone of an open oa, oe, uy on the first vowel: "hoà" becomes "hòa", "thuỷ" "thủy", "khoẻ"
    /// "khỏe", "uỷ" "ủy", and the misplaced "qúy" becomes "quý". Both spellings are the same syllable, so this is for comparing;
    /// what a person wrote is stored as they wrote it. Case is kept; idempotent.
    /// </summary>
    public static string NormalizeTonePlacement(string? text) => TonePlacement.Apply(Normalize(text));

    /// <summary>
    /// What search compares: lower-case letters without diacritics (đ as d), digits, and single spaces between words; apostrophes
    /// vanish ("H'Hen" is found by "hhen") and all other signs separate words. Letters of other scripts stay. Holds no LIKE
    /// wildcard; empty when the text holds no letter or digit. Idempotent, the same for NFC and NFD, any case and tone placement.
    /// </summary>
    public static string SearchKey(string? text) => SearchKeys.Of(text);

    /// <summary>
    /// Roster order of a full name whose last word is the given name: see <see cref="SortKey(string?, string?)"/>.
    /// </summary>
    public static string SortKey(string? fullName)
    {
        var name = NormalizeTonePlacement(fullName).AsSpan();
        var lastSpace = name.LastIndexOf(' ');
        return lastSpace < 0 ? RosterKeys.Of(default, name) : RosterKeys.Of(name[..lastSpace], name[(lastSpace + 1)..]);
    }

    /// <summary>
    /// Roster order as printable ASCII, compared byte by byte (<c>COLLATE "C"</c>, ordinal): given name, then surname (the first
    /// word of <paramref name="hoDem"/>), then middle names; in each of them all letters first (a ă â b c d đ e ê …, separators
    /// below digits below letters), then the tones (ngang huyền hỏi ngã sắc nặng). Case and tone placement play no part.
    /// </summary>
    /// <remarks>
    /// Shape: <c>LETTERS!TONES!LETTERS!TONES!LETTERS!TONES</c>, trailing <c>!</c> left off; "Lê Thị Hồng Hạnh" gives
    /// <c>HANH!5!LE}!!THI+HO}NG!51</c>. To make it unique append a space and a code: a space is below every character of a key.
    /// Names in other scripts take seven bytes a letter, so a name of 100 letters stays under 800 bytes.
    /// </remarks>
    public static string SortKey(string? hoDem, string? ten) =>
        RosterKeys.Of(NormalizeTonePlacement(hoDem), NormalizeTonePlacement(ten));

    /// <summary>
    /// A name that is wholly in capitals or wholly in small letters, with a capital at each word: "NGUYỄN VĂN A" becomes
    /// "Nguyễn Văn A", "H'HEN NIÊ" "H'Hen Niê". A name of mixed case is how its bearer writes it and stays. Normalised, idempotent.
    /// </summary>
    public static string ToNameCase(string? name)
    {
        var text = Normalize(name);
        if (text.Any(char.IsUpper) && text.Any(char.IsLower))
            return text;
        var cased = text.ToCharArray();
        for (var i = 0; i < cased.Length; i++)
            cased[i] = i > 0 && IsPartOfWord(text[i - 1]) ? char.ToLowerInvariant(text[i]) : char.ToUpperInvariant(text[i]);
        return Compose(new string(cased));

        static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || Glyph.Of(c).Weight == Glyph.Ignored;
    }

    /// <summary>NFC of any string; what is not Unicode (half a surrogate pair, U+FFFE) becomes U+FFFD instead of an exception.</summary>
    public static string Compose(string text)
    {
        if (text.All(IsPrecomposed))
            return text;
        var repaired = Repair(text);
        return repaired.Normalize(NormalizationForm.FormC);
    }

    private static string Repair(string text)
    {
        StringBuilder? repaired = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFE')
                (repaired ??= new StringBuilder(text))[i] = Replacement;
        }
        return repaired?.ToString() ?? text;
    }

    // Latin as keyboards make it: known to be NFC without asking ICU.
    private static bool IsPrecomposed(char c) => c is < '\u0300' or (>= '\u1E00' and < '\u1F00');

    // Only precomposed Latin and plain punctuation with single inner spaces: nearly every name, and known to be NFC without asking ICU.
    private static bool IsTidy(string text)
    {
        var previousIsSpace = true;
        foreach (var c in text)
        {
            if (
                c is not ((>= ' ' and <= '~') or (>= '\u00A1' and < '\u0300') or (>= '\u1E00' and < '\u1F00'))
                || (c == ' ' && previousIsSpace)
            )
                return false;
            previousIsSpace = c == ' ';
        }
        return !previousIsSpace;
    }
}
