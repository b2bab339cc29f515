namespace PartyNet.Domain.Text;

/// <summary>TCVN3 (ABC), read as Latin-1: one code a letter.</summary>
internal static class Tcvn3
{
    // The letter ư is U+00AD, the soft hyphen, which tables copied through an editor lose: hence the escape.
    private const string Codes =
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00ADõøö÷ùúýûüþ¡¢§£¤¥¦";

    private const string Letters =
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ";

    private static readonly char[] Table = CreateTable();

    /// <param name="text">The text as Latin-1 shows it.</param>
    /// <param name="allKnown">Whether the table holds every character outside ASCII.</param>
    public static string Decode(string text, out bool allKnown)
    {
        allKnown = true;
        var decoded = text.ToCharArray();
        foreach (ref var c in decoded.AsSpan())
        {
            var letter = c < Table.Length ? Table[c] : '\0';
            if (letter != '\0')
                c = letter;
            else if (c > '\u007F')
                allKnown = false;
        }
        var result = new string(decoded);
        return LooksTypedInCapitals(text) ? result.ToUpperInvariant() : result;
    }

    // TCVN3 has no capitals with tones: "HïNG" in a capital font shows HÙNG. One capital alone proves nothing ("Hå" is Hồ), so a word
    // with two capitals beside an accented letter must show it, in a line without any small ASCII letter.
    private static bool LooksTypedInCapitals(string text)
    {
        int capitals = 0, accented = 0;
        var found = false;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterLower(c))
                return false;
            var isAccented = c < Table.Length && Table[c] != '\0' && char.IsLower(Table[c]);
            if (!isAccented && !char.IsAsciiLetterUpper(c))
                (capitals, accented) = (0, 0);
            else if (isAccented)
                accented++;
            else
                capitals++;
            found |= capitals >= 2 && accented >= 1;
        }
        return found;
    }

    private static char[] CreateTable()
    {
        var table = new char[0x100];
        for (var i = 0; i < Codes.Length; i++)
            table[Codes[i]] = Letters[i];
        return table;
    }
}
