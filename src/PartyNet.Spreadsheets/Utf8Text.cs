using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PartyNet.Spreadsheets;

/// <summary>A reusable buffer in which rows are composed as UTF-8. Lone surrogates become U+FFFD, as the encoder does everywhere.</summary>
internal sealed class Utf8Text
{
    // Besides markup: characters that XML 1.0 cannot carry, and the underscore that may begin an _xHHHH_ escape of Excel.
    private static readonly SearchValues<char> SpecialInXml = SearchValues.Create(
        ['&', '<', '>', '"', '_', '\r', '\uFFFE', '\uFFFF', .. CellText.Control]);

    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    public void Append(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        var room = Room(text.Length * 3);
        Length += Encoding.UTF8.GetBytes(text, room);
    }

    /// <summary>Text for an element or attribute of SpreadsheetML.</summary>
    public void AppendXml(ReadOnlySpan<char> text)
    {
        for (int special; (special = text.IndexOfAny(SpecialInXml)) >= 0; text = text[(special + 1)..])
        {
            Append(text[..special]);
            AppendSpecial(text[special..]);
        }
        Append(text);
    }

    private void AppendSpecial(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '&': Append("&amp;"u8); break;
            case '<': Append("&lt;"u8); break;
            case '>': Append("&gt;"u8); break;
            case '"': Append("&quot;"u8); break;
            case '_': Append(LooksLikeEscape(text) ? "_x005F_"u8 : "_"u8); break;
            case '\r' when text.Length == 1 || text[1] != '\n': Append("\n"u8); break;
        }
    }

    /// <summary>Excel reads <c>_x0041_</c> in a cell as the letter A; a text that says so literally must escape its underscore.</summary>
    private static bool LooksLikeEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] is 'x' or 'X' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);

    private Span<byte> Room(int needed)
    {
        if (_bytes.Length - Length < needed)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + needed));
        return _bytes.AsSpan(Length);
    }
}
