using System.Globalization;
using System.Text;

namespace PartyNet.Domain.Text;

/// <summary>
/// One character as order and search see it: a weight (an ASCII character that compares as the letter sorts), a modifier that
/// lifts ă above a and â above ă, and the tone. <see cref="Of"/> answers from a table, so that keys cost nanoseconds.
/// </summary>
internal readonly record struct Glyph(byte Weight, byte Modifier, byte Tone)
{
    // Weights in the order in which they sort. Letters weigh 'A' to 'Z' and digits '0' to '9', above everything that separates.
    public const byte Ignored = 0;
    public const byte Space = (byte)'+';
    public const byte Hyphen = (byte)'-';
    public const byte Apostrophe = (byte)'.';
    public const byte Symbol = (byte)'/';

    /// <summary>Not a Latin letter, or one that Vietnamese order has no place for: the caller looks closer.</summary>
    public const byte Other = 0xFF;

    /// <summary>Above every weight, so that "A}" (ă) comes after "A" followed by anything, and "A~" (â) after that.</summary>
    public const byte FirstModifier = (byte)'}', SecondModifier = (byte)'~';

    /// <summary>
    /// Tones in dictionary order: ngang 0, huyền 1, hỏi 2, ngã 3, sắc 4, nặng 5; 6 for a mark that Vietnamese does not use.
    /// </summary>
    public const byte Level = 0, Foreign = 6;

    private const int LowEnd = 0x370, HighStart = 0x1E00, HighEnd = 0x1F00, PunctuationStart = 0x2000, PunctuationEnd = 0x2070;
    private static readonly Glyph Unknown = new(Other, 0, 0);
    private static readonly Glyph[] Low = Table(0, LowEnd),
        High = Table(HighStart, HighEnd),
        Punctuation = Table(PunctuationStart, PunctuationEnd);

    public bool IsLetter => Weight is >= (byte)'A' and <= (byte)'Z';

    public bool IsDigit => Weight is >= (byte)'0' and <= (byte)'9';

    public bool IsVowel => Weight is (byte)'A' or (byte)'E' or (byte)'I' or (byte)'O' or (byte)'U' or (byte)'Y';

    public static Glyph Of(char c) =>
        c < LowEnd ? Low[c]
        : c >= HighStart && c < HighEnd ? High[c - HighStart]
        : c >= PunctuationStart && c < PunctuationEnd ? Punctuation[c - PunctuationStart]
        : Unknown;

    /// <summary>Invisible characters that people paste without knowing: zero-width, byte order mark, direction controls.</summary>
    public static bool IsInvisible(char c) =>
        c is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
            or '\uFEFF' or '\u061C' or '\u180E' or '\u034F' or (>= '\uFFF9' and <= '\uFFFB')
        || (char.IsControl(c) && !char.IsWhiteSpace(c));

    private static Glyph[] Table(int start, int end)
    {
        var table = new Glyph[end - start];
        for (var c = start; c < end; c++)
            table[c - start] = Describe((char)c);
        return table;
    }

    private static Glyph Describe(char c)
    {
        // The soft hyphen is invisible too; only the legacy decoder (where it is the letter ư) may look at it.
        if (c == '\u00AD' || IsInvisible(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            return new(Ignored, 0, 0);
        if (char.IsWhiteSpace(c))
            return new(Space, 0, 0);
        if (c is '-' or (>= '\u2010' and <= '\u2015'))
            return new(Hyphen, 0, 0);
        if (c is '\'' or '`' or '\u00B4' or (>= '\u02B9' and <= '\u02BD') or '\u02C8' or '\u2018' or '\u2019' or '\u201B' or '\u2032')
            return new(Apostrophe, 0, 0);
        if (char.IsAsciiDigit(c))
            return new((byte)c, 0, 0);
        // Letters with a stroke do not decompose. Eth looks like Đ and stands for it in old data.
        switch (c)
        {
            case 'đ' or 'Đ' or 'ð' or 'Ð' or 'Ɖ': return new((byte)'D', FirstModifier, 0);
            case 'ƀ' or 'Ƀ' or 'Ɓ': return new((byte)'B', FirstModifier, 0);
            case 'ø' or 'Ø': return new((byte)'O', 0, Foreign);
            case 'ł' or 'Ł': return new((byte)'L', 0, 0);
            case 'ı': return new((byte)'I', 0, Foreign);
        }
        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        if (char.IsAsciiLetter(parts[0]))
            return Marked((byte)char.ToUpperInvariant(parts[0]), parts.AsSpan(1));
        var plainSymbol = !char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && c.ToString().IsNormalized(NormalizationForm.FormKD);
        return plainSymbol ? new(Symbol, 0, 0) : Unknown;
    }

    private static Glyph Marked(byte letter, ReadOnlySpan<char> marks)
    {
        byte modifier = 0, tone = Level;
        foreach (var mark in marks)
        {
            switch ((letter, mark))
            {
                case ((byte)'A', '\u0306') or ((byte)'E' or (byte)'O', '\u0302') or ((byte)'U', '\u031B'): modifier = FirstModifier; break;
                case ((byte)'A', '\u0302') or ((byte)'O', '\u031B'): modifier = SecondModifier; break;
                default: tone = tone == Level ? ToneOf(mark) : Foreign; break;
            }
        }
        var glyph = new Glyph(letter, modifier, 0);
        return glyph.IsVowel ? glyph with { Tone = tone } : glyph;
    }

    private static byte ToneOf(char mark) => mark switch
    {
        '\u0300' => 1,
        '\u0309' => 2,
        '\u0303' => 3,
        '\u0301' => 4,
        '\u0323' => 5,
        _ => Foreign,
    };
}
