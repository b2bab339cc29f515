using System.Globalization;
using System.Text;

namespace PartyNet.Spreadsheets;

/// <summary>
/// How much room a text takes in Times New Roman, from the widths of its letters: rows of a workbook must be told how high they are, and
/// where a page ends.
/// </summary>
internal static class PaperText
{
    private const double LineHeight = 1.2;
    private const char FirstBeyond = '\u1F00';
    private const char Horn = '\u031B';
    private const short Wide = 750;

    /// <summary>Thousandths of the size of the type, from the space to the tilde.</summary>
    private static readonly short[] Latin =
    [
        250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
        500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
        921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
        556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
        333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
        500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    ];

    /// <summary>Of every letter as far as Vietnamese has them. Marks take no room but for the horn.</summary>
    private static readonly short[] Widths = [.. Enumerable.Range(0, FirstBeyond).Select(c => WidthOf((char)c))];

    /// <summary>Height of the lines that a text takes, in points.</summary>
    /// <param name="width">In points, without padding.</param>
    /// <param name="bold">Bold letters are wider.</param>
    public static double Height(string text, double width, double size, bool bold = false) =>
        Lines(text, width / (bold ? 1.12 : 1.04), size) * size * LineHeight;

    /// <summary>Lines that a text takes where it breaks between words, and within one that is wider than the line.</summary>
    public static int Lines(string text, double width, double size)
    {
        var lines = 0;
        foreach (var line in text.AsSpan().Split('\n'))
            lines += LinesOf(text.AsSpan()[line], width * 1000 / size);
        return lines;
    }

    private static int LinesOf(ReadOnlySpan<char> line, double room)
    {
        // Most lines are short, and need not be looked through for words.
        if (WidthOf(line) <= room)
            return 1;
        var (lines, used) = (1, 0.0);
        foreach (var range in line.Split(' '))
        {
            var taken = WidthOf(line[range]);
            var behind = used == 0 ? 0 : used + Latin[0];
            if (behind + taken <= room)
            {
                used = behind + taken;
                continue;
            }

            if (used > 0)
                lines++;
            lines += (int)Math.Ceiling(taken / room) - 1;
            used = taken % room;
        }

        return lines;
    }

    private static double WidthOf(ReadOnlySpan<char> word)
    {
        var width = 0;
        foreach (var c in word)
            width += c < FirstBeyond ? Widths[c] : Wide;
        return width;
    }

    private static short WidthOf(char letter)
    {
        if (letter is >= ' ' and <= '~')
            return Latin[letter - ' '];
        var parts = letter.ToString().Normalize(NormalizationForm.FormD);
        return parts[0] switch
        {
            'đ' => 500,
            >= ' ' and <= '~' => (short)(Latin[parts[0] - ' '] + (parts.Contains(Horn, StringComparison.Ordinal) ? 60 : 0)),
            var c when CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark => 0,
            _ => Wide,
        };
    }
}
