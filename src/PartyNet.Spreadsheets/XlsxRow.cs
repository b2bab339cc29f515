using System.Globalization;
using System.Text;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>A row of a worksheet while it is composed: cells of inline text and numbers, from left to right.</summary>
internal readonly struct XlsxRow
{
    private readonly Utf8Text _text;
    private readonly byte[][] _columnNames;
    private readonly int _number;

    /// <param name="number">Of the row in its sheet, from 1.</param>
    /// <param name="height">In points; null where the program that opens it looks by itself.</param>
    /// <param name="isFixed">False where the row grows with what somebody types into it.</param>
    public XlsxRow(Utf8Text text, byte[][] columnNames, int number, double? height, bool isFixed = true)
    {
        (_text, _columnNames, _number) = (text, columnNames, number);
        _text.Append("<row r=\""u8);
        _text.Append(_number);
        if (height is { } points)
            _text.Append(string.Create(CultureInfo.InvariantCulture, $"\" ht=\"{points}\"{(isFixed ? " customHeight=\"1\"" : "")}>"));
        else
            _text.Append("\">"u8);
    }

    /// <summary>The names of so many columns, from A.</summary>
    public static byte[][] ColumnNames(int columns) =>
        [.. Enumerable.Range(0, columns).Select(column => Encoding.ASCII.GetBytes(SheetRow.ColumnName(column)))];

    public void End() => _text.Append("</row>"u8);

    public void WriteCell(int column, ReadOnlySpan<byte> style, string value)
    {
        if (value.Length == 0)
            return;

        var content = CellText.Cut(value);
        BeginCell(column, style);
        _text.Append("\" t=\"inlineStr\"><is>"u8);
        _text.Append(char.IsWhiteSpace(content[0]) || char.IsWhiteSpace(content[^1]) ? "<t xml:space=\"preserve\">"u8 : "<t>"u8);
        _text.AppendXml(content);
        _text.Append("</t></is></c>"u8);
    }

    /// <summary>Text, or a whole number in a column that counts.</summary>
    public void WriteCell(int column, bool counts, string value, ReadOnlySpan<byte> textStyle, ReadOnlySpan<byte> numberStyle)
    {
        if (counts && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            WriteNumber(column, numberStyle, count);
        else
            WriteCell(column, textStyle, value);
    }

    /// <summary>A cell that shows nothing but its borders.</summary>
    public void WriteEmpty(int column, ReadOnlySpan<byte> style)
    {
        BeginCell(column, style);
        _text.Append("\"/>"u8);
    }

    public void WriteNumber(int column, ReadOnlySpan<byte> style, long number)
    {
        BeginCell(column, style);
        _text.Append("\"><v>"u8);
        _text.Append(number);
        _text.Append("</v></c>"u8);
    }

    private void BeginCell(int column, ReadOnlySpan<byte> style)
    {
        _text.Append("<c r=\""u8);
        _text.Append(_columnNames[column]);
        _text.Append(_number);
        _text.Append("\" s=\""u8);
        _text.Append(style);
    }
}
