using ExcelDataReader;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Gives every cell of a merged range the content of its first cell, as a reader of the sheet understands it: one branch name merged over
/// twenty members is the branch of all twenty. Costs the same for one range as for a hundred thousand that overlap.
/// </summary>
internal sealed class MergedCells(IEnumerable<CellRange> ranges, int width)
{
    private readonly Queue<CellRange> _waiting = new(ranges.OrderBy(range => range.FromRow));
    private readonly Open[] _open = new Open[width];

    /// <summary>Rows and columns are 0-based; rows must come in order, cells of a row from left to right.</summary>
    public SheetCell Fill(int row, int column, SheetCell cell)
    {
        while (_waiting.TryPeek(out var next) && next.FromRow <= row)
            Begin(_waiting.Dequeue());

        ref var here = ref _open[column];
        if (here.Range is not { } range || range.ToRow < row)
            return cell;
        if (range.FromRow == row && range.FromColumn == column)
        {
            here.First = cell;
            return cell;
        }
        if (range.FromColumn < column)
            here.First = _open[range.FromColumn].Range == range ? _open[range.FromColumn].First : SheetCell.Blank;
        return cell.IsEmpty && !here.First.IsEmpty ? here.First with { Inherited = true } : cell;
    }

    private void Begin(CellRange range)
    {
        for (var column = Math.Max(0, range.FromColumn); column <= range.ToColumn && column < width; column++)
            _open[column] = new Open { Range = range };
    }

    private struct Open
    {
        public CellRange? Range;
        public SheetCell First;
    }
}
