using System.Text;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using static PartyNet.Spreadsheets.SpreadsheetGuard;

namespace PartyNet.Spreadsheets;

/// <summary>How a separated text file is to be read.</summary>
internal sealed record TextShape(Encoding Encoding, string EncodingName, char Separator)
{
    public string Assumption
    {
        get
        {
            var separator = Separator switch { '\t' => "dấu tab", ';' => "dấu chấm phẩy", '|' => "dấu gạch đứng", _ => "dấu phẩy" };
            var letters = Encoding == Encoding.UTF8
                ? ""
                : $" Chữ được đọc theo bảng mã {EncodingName}; nếu hiện sai thì lưu lại tệp thành Excel (.xlsx).";
            return $"Các cột trong tệp ngăn cách bằng {separator}.{letters}";
        }
    }
}

/// <summary>Finds encoding and separator of a text file; what holds binary content is no text.</summary>
internal static class TextGuard
{
    private const int SampleLength = 64 * 1024;
    private const int SampleLines = 50;

    /// <summary>What columns may be parted by; of several that fit as well the first counts.</summary>
    private const string Separators = "\t;,|";

    public static ErrorOr<GuardedFile> Inspect(Stream file)
    {
        var (encoding, name) = Detect(file);
        file.Position = 0;
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var sample = new char[SampleLength];
        var length = reader.ReadBlock(sample);
        if (!IsText(sample.AsSpan(0, length)))
            return Refuse(SheetRefusal.NotASpreadsheet, "Tệp không phải bảng tính. Hệ thống nhận tệp Excel (.xlsx, .xls) và tệp .csv.");

        return new GuardedText(file, new TextShape(encoding, name, Separator(sample.AsSpan(0, length))));
    }

    private static (Encoding, string) Detect(Stream file)
    {
        var start = new byte[1024];
        file.Position = 0;
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (Utf16(start.AsSpan(0, length)) is { } utf16)
            return (utf16, "UTF-16");
        if (Decodes(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)))
            return (Encoding.UTF8, "UTF-8");

        return IsVietnameseWindows(file) ? (Encoding.GetEncoding(1258), "Windows-1258") : (Encoding.GetEncoding(1252), "Windows-1252");
    }

    /// <summary>By byte order mark, or because every other byte of Latin text is zero.</summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> start)
    {
        if (start is [0xFF, 0xFE, ..])
            return Encoding.Unicode;
        if (start is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode;

        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }
        var many = start.Length / 4;
        return odd > many && even == 0 ? Encoding.Unicode : even > many && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    private static bool Decodes(Stream file, Encoding strict)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var block = new char[16 * 1024];
        try
        {
            while (reader.Read(block) > 0)
            {
            }
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>
    /// Windows-1258 writes tones as marks after the vowel. The same bytes in a file of Windows-1252, TCVN3 or VNI stand for letters, which
    /// follow consonants as often.
    /// </summary>
    private static bool IsVietnameseWindows(Stream file)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, Encoding.GetEncoding(1258), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var sample = new char[SampleLength];
        var text = sample.AsSpan(0, reader.ReadBlock(sample));
        var (afterVowel, elsewhere) = (0, 0);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
                _ = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".Contains(text[i - 1], StringComparison.Ordinal) ? afterVowel++ : elsewhere++;
        }
        return afterVowel > 0 && elsewhere * 20 <= afterVowel;
    }

    private static bool IsText(ReadOnlySpan<char> sample)
    {
        foreach (var c in sample)
        {
            if (c < ' ' && c is not ('\t' or '\r' or '\n' or '\f'))
                return false;
        }
        return true;
    }

    /// <summary>The separator that cuts most of the first lines into the same number of columns.</summary>
    private static char Separator(ReadOnlySpan<char> sample)
    {
        var (best, bestScore) = (',', 0);
        foreach (var candidate in Separators)
        {
            if (Score(sample, candidate) is var score && score > bestScore)
                (best, bestScore) = (candidate, score);
        }
        return best;
    }

    private static int Score(ReadOnlySpan<char> sample, char separator)
    {
        var linesByCount = new Dictionary<int, int>();
        var (count, lines, quoted, mayOpen) = (0, 0, false, true);
        foreach (var c in sample)
        {
            if (c == '"' && (quoted || mayOpen))
            {
                // A second quote right behind a closing one is text and opens it again.
                (quoted, mayOpen) = (!quoted, true);
                continue;
            }
            mayOpen = c is '\n' or '\r' || Separators.Contains(c);
            if (quoted)
                continue;
            if (c == separator)
                count++;
            else if (c == '\n')
            {
                linesByCount[count] = linesByCount.GetValueOrDefault(count) + 1;
                count = 0;
                if (++lines == SampleLines)
                    break;
            }
        }
        if (lines < SampleLines && !quoted)
            linesByCount[count] = linesByCount.GetValueOrDefault(count) + 1;
        return linesByCount.Select(pair => pair.Key * pair.Value).DefaultIfEmpty().Max();
    }
}
