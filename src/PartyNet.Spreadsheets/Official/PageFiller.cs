namespace PartyNet.Spreadsheets.Official;

/// <summary>
/// Puts rows on pages, each of which begins with the header, so that the signatures never stand alone: what belongs together goes to the
/// next page together. Spreadsheet programs know nothing of that, so every page ends where it is told to.
/// </summary>
/// <param name="room">Height of a page.</param>
/// <param name="header">Height of what each page but the first begins with.</param>
internal sealed class PageFiller(double room, double header)
{
    private double _used;

    /// <summary>Numbers of the rows that begin a page, but for the first page.</summary>
    public List<int> Breaks { get; } = [];

    /// <param name="row">Number of the first row of what belongs together.</param>
    public void Add(int row, double height)
    {
        if (_used > header && _used + height > room)
        {
            Breaks.Add(row);
            _used = header;
        }

        _used += height;
    }
}
