using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>The cells of one row by what they mean, normalised, and the problems found in them.</summary>
internal sealed class ListCells(SheetRow row, ListHeader header, Fonts fonts, DateOnly today)
{
    private List<CellProblem>? _problems;

    /// <summary>From left to right, as they stand in the sheet.</summary>
    public IReadOnlyList<CellProblem> Problems => _problems is null ? [] : [.. _problems.OrderBy(problem => problem.Column)];

    public int Number => row.Number;

    /// <summary>The first cell of the column that holds something: normalised text, or null.</summary>
    public string? Text(ListColumn column) => Filled(column) is { } at ? Clean(at) : null;

    /// <summary>
    /// All cells of the column joined by spaces, for a name that stands in two; empty without any. What a merged range lends counts
    /// once, and only where nothing else is there.
    /// </summary>
    public string Joined(ListColumn column) => HasOwn(column)
        ? string.Join(' ', header.Of(column).Where(at => !row[at].Inherited).Select(Clean).Where(text => text.Length > 0))
        : Text(column) ?? "";

    /// <summary>The row has a value of its own in the column, not one that a merged range lends it.</summary>
    public bool HasOwn(ListColumn column) => header.Of(column).Any(at => !row[at].IsEmpty && !row[at].Inherited);

    public bool Inherits(ListColumn column) => Filled(column) is { } at && row[at].Inherited;

    public void Block(ListColumn column, string reason) => Report(column, reason, blocks: true);

    public void Note(ListColumn column, string reason) => Report(column, reason, blocks: false);

    /// <summary>Text no longer than the registry keeps; a longer one is a problem.</summary>
    public string? Text(ListColumn column, int longest)
    {
        var text = Text(column);
        if (text is null || text.Length <= longest)
            return text;

        Block(column, $"Dài quá {longest} ký tự. Đồng chí rút gọn lại.");
        return null;
    }

    /// <summary>What a cell says about a date; null where it is blank, or says none, which is a problem.</summary>
    public DateReading? Date(ListColumn column)
    {
        if (Text(column) is not { } text)
            return null;

        var reading = VietnameseDate.Parse(text, today);
        if (reading.IsDate)
            return reading;

        Block(column, reading.Reason);
        return null;
    }

    public bool IsDate(ListColumn column) => Text(column) is { } text && VietnameseDate.Parse(text, today).IsDate;

    private int? Filled(ListColumn column)
    {
        foreach (var at in header.Of(column))
        {
            if (!row[at].IsEmpty)
                return at;
        }
        return null;
    }

    private string Clean(int at) => VietnameseText.Normalize(fonts.Decode(at, row[at].Text));

    private void Report(ListColumn column, string reason, bool blocks)
    {
        int? at = Filled(column) ?? (header.Of(column) is [var first, ..] ? first : null);
        (_problems ??= []).Add(new CellProblem(row.Number, at, column.Heading, at is { } found ? Clean(found) : "", reason, blocks));
    }
}
