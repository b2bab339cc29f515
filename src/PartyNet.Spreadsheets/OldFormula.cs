using System.Buffers.Binary;
using System.Text;

namespace PartyNet.Spreadsheets;

/// <summary>What a formula of Excel 97–2003 holds written out, and where a link of it leads.</summary>
internal static class OldFormula
{
    /// <summary>Place, format, result and length, which stand before what is calculated.</summary>
    public const int HeadLength = 22;

    private const byte TextToken = 0x17;
    private const byte ReferenceToken = 0x04;
    private const byte AttributeToken = 0x19;
    private const byte FunctionToken = 0x02;

    /// <summary>The rest of a token says what its value is used for.</summary>
    private const byte ClassMask = 0x1F;

    private const int Hyperlink = 359;

    /// <summary>Of an address of the web, among what else a link may lead to.</summary>
    private static ReadOnlySpan<byte> WebMark =>
        [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];

    /// <summary>Null for another formula, or one whose address has to be calculated.</summary>
    public static HyperlinkFormula? Read(ReadOnlySpan<byte> record)
    {
        var texts = new List<string?>();
        var rest = record[Math.Min(HeadLength, record.Length)..];
        while (rest is [var token, ..])
        {
            switch (token)
            {
                case TextToken when Text(rest[1..], out var length) is { } text:
                    texts.Add(text);
                    rest = rest[(1 + length)..];
                    break;
                // The text stands in another cell.
                case var _ when (token & ClassMask) == ReferenceToken && texts.Count == 1 && rest.Length >= 5:
                    texts.Add(null);
                    rest = rest[5..];
                    break;
                // Blanks that somebody typed between.
                case AttributeToken when rest.Length >= 4:
                    rest = rest[4..];
                    break;
                default:
                    return IsHyperlink(rest) && texts is [{ Length: > 0 and <= HyperlinkFormula.LongestAddress } address, ..]
                        ? new HyperlinkFormula(address, texts.Count > 1 ? texts[1] : address)
                        : null;
            }
        }

        return null;
    }

    /// <summary>An empty text is one of the things that the formula can come to.</summary>
    public static bool SaysNothing(ReadOnlySpan<byte> record)
    {
        var tokens = record[Math.Min(HeadLength, record.Length)..];
        for (var at = 0; at + 2 < tokens.Length; at++)
        {
            // In a reference the same bytes are a row.
            var isRow = at > 0 && (tokens[at - 1] & ClassMask) == ReferenceToken;
            if (!isRow && tokens[at] == TextToken && tokens[at + 1] == 0 && tokens[at + 2] <= 1)
                return true;
        }

        return false;
    }

    /// <summary>Where the record of a link leads; null for elsewhere than the web.</summary>
    public static string? AddressOf(ReadOnlySpan<byte> record)
    {
        if (record.IndexOf(WebMark) is not (>= 0 and var mark))
            return null;
        var bytes = record[(mark + WebMark.Length)..];
        if (bytes.Length < 4)
            return null;
        var text = Encoding.Unicode.GetString(bytes[4..][..Math.Min(bytes.Length - 4, 2 * HyperlinkFormula.LongestAddress)]);
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end is > 0 && text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? text[..end] : null;
    }

    private static string? Text(ReadOnlySpan<byte> token, out int length)
    {
        length = 0;
        if (token.Length < 2)
            return null;
        var isWide = (token[1] & 1) == 1;
        length = 2 + (isWide ? 2 * token[0] : token[0]);
        return length > token.Length ? null : (isWide ? Encoding.Unicode : Encoding.Latin1).GetString(token[2..length]);
    }

    private static bool IsHyperlink(ReadOnlySpan<byte> token) =>
        token.Length >= 4 && (token[0] & ClassMask) == FunctionToken
        && (BinaryPrimitives.ReadUInt16LittleEndian(token[2..]) & 0x7FFF) == Hyperlink;
}
