using System.Globalization;
using System.Text;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Access;

/// <summary>
/// What was pressed when somebody typed the code of a slip. Phones in Vietnam write Telex: they make “Â” of “AA”, “Đ” of “DD” and “Á” of
/// “AS”, which would spoil every fourth code.
/// </summary>
internal static class SlipTyping
{
    /// <summary>Runs of signs between blanks, hyphens and whatever else is put between groups.</summary>
    public static IReadOnlyList<string> Words(string typed)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var key in AsPressed(typed))
        {
            if (char.IsLetterOrDigit(key) || char.IsSurrogate(key))
                word.Append(Crockford.Meant(key));
            else if (char.GetUnicodeCategory(key) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark) && word.Length > 0)
                End(words, word);
        }

        if (word.Length > 0)
            End(words, word);
        return words;
    }

    private static void End(List<string> words, StringBuilder word)
    {
        words.Add(word.ToString());
        word.Clear();
    }

    private static string AsPressed(string typed)
    {
        var keys = new StringBuilder(typed.Length);
        var letter = -1;
        foreach (var part in Decomposed(typed))
        {
            if (part is 'Đ' or 'đ')
                keys.Append("DD");
            else if (letter >= 0 && Shape(part, keys[letter]) is { } shape)
                keys.Insert(letter + 1, shape);
            else if (letter >= 0 && Tone(part) is { } tone)
                keys.Append(tone);
            else
                keys.Append(part);
            if (char.IsLetterOrDigit(part))
                letter = keys.Length - 1;
        }

        // No code has a U: the W that was pressed wrote it.
        return keys.Replace("UW", "W").Replace("uW", "W").ToString();
    }

    /// <summary>Letters apart from their marks; wide letters and digits as the plain ones.</summary>
    private static string Decomposed(string typed)
    {
        try
        {
            return typed.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: no code has one.
            return typed;
        }
    }

    private static char? Shape(char mark, char letter) => mark switch
    {
        '\u0302' => letter,
        '\u0306' or '\u031B' => 'W',
        _ => null,
    };

    private static char? Tone(char mark) => mark switch
    {
        '\u0301' => 'S',
        '\u0300' => 'F',
        '\u0309' => 'R',
        '\u0303' => 'X',
        '\u0323' => 'J',
        _ => null,
    };
}
