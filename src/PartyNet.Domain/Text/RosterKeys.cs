using System.Buffers;
using System.Globalization;
using System.Text;

namespace PartyNet.Domain.Text;

/// <summary>Builds the roster sort key; see <see cref="VietnameseText.SortKey(string?, string?)"/> for its shape.</summary>
internal static class RosterKeys
{
    /// <summary>Ends a level. Below every weight, so that a name sorts before the longer names that begin with it.</summary>
    private const byte End = (byte)'!';

    /// <summary>Opens a letter that is not Latin; above Z, followed by six hex digits of its code point.</summary>
    private const byte OtherLetter = (byte)'{';

    // A character takes at most seven bytes (prefix and six hex digits), and a vowel one more for its tone; six ends.
    private const int BytesPerChar = 8, Ends = 6, OnStack = 768;

    /// <param name="hoDem">Surname and middle names, normalised, tone placement too.</param>
    /// <param name="ten">The given name, likewise.</param>
    public static string Of(ReadOnlySpan<char> hoDem, ReadOnlySpan<char> ten)
    {
        var most = ((hoDem.Length + ten.Length) * BytesPerChar) + Ends;
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var key = rented ?? stackalloc byte[OnStack];

        var space = hoDem.IndexOf(' ');
        var ho = space < 0 ? hoDem : hoDem[..space];
        var dem = space < 0 ? default : hoDem[(space + 1)..];
        var length = 0;
        Append(ten, key, ref length);
        Append(ho, key, ref length);
        Append(dem, key, ref length);
        while (length > 0 && key[length - 1] == End)
            length--;

        var text = Encoding.ASCII.GetString(key[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    private static void Append(ReadOnlySpan<char> part, Span<byte> key, ref int length)
    {
        for (var i = 0; i < part.Length; i++)
        {
            var glyph = Glyph.Of(part[i]);
            switch (glyph.Weight)
            {
                case Glyph.Ignored:
                    break;
                case Glyph.Symbol:
                    AppendCode(Glyph.Symbol, part[i], key, ref length);
                    break;
                case Glyph.Other:
                    i += AppendOther(part[i..], key, ref length) - 1;
                    break;
                default:
                    key[length++] = glyph.Weight;
                    if (glyph.Modifier != 0)
                        key[length++] = glyph.Modifier;
                    break;
            }
        }
        key[length++] = End;
        AppendTones(part, key, ref length);
        key[length++] = End;
    }

    // One digit a vowel: two parts with equal letters have their vowels in the same places. Trailing level tones are left off.
    private static void AppendTones(ReadOnlySpan<char> part, Span<byte> key, ref int length)
    {
        var last = length;
        foreach (var c in part)
        {
            var glyph = Glyph.Of(c);
            if (!glyph.IsVowel)
                continue;
            key[length++] = (byte)('0' + glyph.Tone);
            if (glyph.Tone != Glyph.Level)
                last = length;
        }
        length = last;
    }

    private static int AppendOther(ReadOnlySpan<char> rest, Span<byte> key, ref int length)
    {
        Rune.DecodeFromUtf16(rest, out var rune, out var consumed);
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                break;
            case UnicodeCategory.DecimalDigitNumber:
                key[length++] = (byte)('0' + (int)Rune.GetNumericValue(rune));
                break;
            default:
                var isLetter = Rune.IsLetter(rune);
                AppendCode(isLetter ? OtherLetter : Glyph.Symbol, (isLetter ? Rune.ToLowerInvariant(rune) : rune).Value, key, ref length);
                break;
        }
        return consumed;
    }

    private static void AppendCode(byte prefix, int codePoint, Span<byte> key, ref int length)
    {
        key[length++] = prefix;
        for (var shift = 20; shift >= 0; shift -= 4)
            key[length++] = (byte)"0123456789ABCDEF"[(codePoint >> shift) & 0xF];
    }
}
