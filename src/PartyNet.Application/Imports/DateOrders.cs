using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// In which order the dates of each column are written, as far as some of its rows fit month/day only. One row may be a slip; where
/// most rows that tell are so, the column is, and the rows that read both ways are not what they seem.
/// </summary>
internal sealed class DateOrders
{
    // Fewer are slips.
    private const int Least = 3;

    private readonly Dictionary<ListColumn, ColumnOrder> _columns;
    private readonly HashSet<(ListColumn Column, int Digits)> _padded;

    private DateOrders(Dictionary<ListColumn, ColumnOrder> columns, HashSet<(ListColumn Column, int Digits)> padded) =>
        (_columns, _padded) = (columns, padded);

    /// <summary>In Vietnamese, which columns have the month first; null where none has.</summary>
    public string? Note =>
        _columns.Where(pair => pair.Value.MonthFirst).Select(pair => pair.Key.Heading).ToList() is { Count: > 0 } headings
        ? $"Đọc theo thứ tự tháng/ngày/năm, vì phần lớn các dòng chỉ đọc được như vậy: cột {string.Join(", ", headings)}."
        : null;

    /// <summary>Looks at the dates in the sample of a list.</summary>
    public static DateOrders Find(IEnumerable<SheetRow> rows, ListHeader header, IEnumerable<ListColumn> columns)
    {
        var sample = rows.ToList();
        var (found, padded) = (new Dictionary<ListColumn, ColumnOrder>(), new HashSet<(ListColumn Column, int Digits)>());
        foreach (var column in columns.Where(column => header.DatePartsOf(column) is null))
        {
            var (dayFirst, monthFirst, either, sureCells) = (0, 0, 0, 0);
            var isUnpadded = false;
            foreach (var cell in sample.SelectMany(row => header.Of(column).Select(at => row[at])))
            {
                if (cell.Kind == SheetCellKind.Date)
                    sureCells += cell.Date.Day > 12 ? 1 : 0;
                else if (cell.Kind is SheetCellKind.Text or SheetCellKind.Number)
                {
                    var apart = VietnameseDate.Apart(cell.Text);
                    if (apart is not null)
                        padded.Add((column, cell.Text.Trim().Length));
                    isUnpadded |= VietnameseDate.IsUnpadded(cell.Text.Trim());
                    _ = VietnameseDate.Order(apart ?? cell.Text) switch
                    {
                        DateOrder.DayFirst => dayFirst++,
                        DateOrder.MonthFirst => monthFirst++,
                        DateOrder.Either => either++,
                        _ => 0,
                    };
                }
            }

            // Where a month has one digit, nothing tells what a digit too few was.
            if (isUnpadded)
                padded.RemoveWhere(typed => typed.Column == column);

            if (monthFirst > 0)
            {
                found.Add(column, new ColumnOrder(
                    monthFirst >= Least && monthFirst > dayFirst, dayFirst > 0 || monthFirst < Least, sureCells > 0));
            }
            else if (dayFirst >= Least && either == 0 && sureCells == 0)
            {
                // A spreadsheet of another country makes dates of what it can read month first, and leaves the rest as text.
                found.Add(column, new ColumnOrder(MonthFirst: false, IsMixed: true, HasSureCells: false) { MayBeExchanged = true });
            }
        }

        return new DateOrders(found, padded);
    }

    /// <summary>Whether days are typed as so many digits: of one digit less a spreadsheet has lost the zero in front.</summary>
    public bool IsPadded(ListColumn column, int digits) => _padded.Contains((column, digits));

    /// <summary>Null where nothing contradicts day/month.</summary>
    public ColumnOrder? Of(ListColumn column) => _columns.GetValueOrDefault(column);
}

/// <summary>The order of one column.</summary>
/// <param name="MonthFirst">Text that reads both ways is month/day.</param>
/// <param name="IsMixed">Some rows say this and some that, so what reads both ways is a question.</param>
/// <param name="HasSureCells">Some cells of dates have days above 12, so a spreadsheet has not exchanged day and month in others.</param>
internal sealed record ColumnOrder(bool MonthFirst, bool IsMixed, bool HasSureCells)
{
    /// <summary>No text has a day below 13, no cell of dates one above: the cells may have been exchanged.</summary>
    public bool MayBeExchanged { get; init; }
}
