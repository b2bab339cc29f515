using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>The cells of one row by what they mean, normalised, and the problems found in them.</summary>
internal sealed class ListCells<TField>(SheetRow row, ListHeader<TField> header, ListColumns<TField> columns, Fonts fonts) where TField : struct, Enum
{
    private List<CellProblem>? _problems;

    public IReadOnlyList<CellProblem> Problems => _problems ?? [];

    public int Number => row.Number;

    /// <summary>The first cell of the field that holds something: normalised text, or null.</summary>
    public string? Text(TField field) => Filled(field) is { } column ? Clean(column) : null;

    /// <summary>
    /// All cells of the field joined by spaces, for a name that stands in two columns; empty without any. What a merged range lends counts
    /// once, and only where nothing else is there.
    /// </summary>
    public string Joined(TField field) => HasOwn(field)
        ? string.Join(' ', header.Of(field).Where(column => !row[column].Inherited).Select(Clean).Where(text => text.Length > 0))
        : Text(field) ?? "";

    /// <summary>The row has a value of its own in the field, not one that a merged range lends it.</summary>
    public bool HasOwn(TField field) => header.Of(field).Any(column => !row[column].IsEmpty && !row[column].Inherited);

    public bool Inherits(TField field) => Filled(field) is { } column && row[column].Inherited;

    public void Block(TField field, string reason) => Report(field, reason, blocks: true);

    public void Note(TField field, string reason) => Report(field, reason, blocks: false);

    /// <summary>Text no longer than the registry keeps; a longer one is a problem.</summary>
    public string? Text(TField field, int longest)
    {
        var text = Text(field);
        if (text is null || text.Length <= longest)
            return text;

        Block(field, $"Dài quá {longest} ký tự. Đồng chí rút gọn lại.");
        return null;
    }

    private int? Filled(TField field)
    {
        foreach (var column in header.Of(field))
        {
            if (!row[column].IsEmpty)
                return column;
        }
        return null;
    }

    private string Clean(int column) => VietnameseText.Normalize(fonts.Decode(column, row[column].Text));

    private void Report(TField field, string reason, bool blocks)
    {
        int? column = Filled(field) ?? (header.Of(field) is [var first, ..] ? first : null);
        var found = column is { } at ? Clean(at) : "";
        (_problems ??= []).Add(new CellProblem(row.Number, column, columns.Heading(field), found, reason, blocks));
    }
}
