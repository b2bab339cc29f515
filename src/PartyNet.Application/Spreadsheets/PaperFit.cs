namespace PartyNet.Application.Spreadsheets;

/// <summary>
/// How columns fit side by side on a page of an official list, A4 across: the fewer there are, the larger the type. Pure arithmetic, so
/// that the form can tell the size beforehand.
/// </summary>
/// <param name="FontSize">In points.</param>
/// <param name="Widths">In points, one for each column; together <see cref="PageWidth"/>.</param>
public sealed record PaperFit(double FontSize, IReadOnlyList<double> Widths)
{
    /// <summary>A4 across without its margins, 297 − 30 − 15 mm, in points.</summary>
    public const double PageWidth = 252 / MillimetresInPoint;

    /// <summary>A4 across without its margins, 210 − 20 − 20 mm, in points.</summary>
    public const double PageHeight = 170 / MillimetresInPoint;

    public const double Largest = 12;
    public const double Smallest = 8.5;

    private const double MillimetresInPoint = 25.4 / 72;

    /// <summary>What a character takes on average, as a share of the size of the type, the padding of the cell included.</summary>
    private const double Character = 0.48;

    /// <summary>The first column of the right half of the page.</summary>
    public int Half
    {
        get
        {
            var (column, taken) = (0, 0.0);
            while (column < Widths.Count - 1 && taken + (Widths[column] / 2) < PageWidth / 2)
                taken += Widths[column++];
            return Math.Max(1, column);
        }
    }

    /// <param name="widths">In characters.</param>
    public static PaperFit Of(IReadOnlyList<double> widths)
    {
        var together = widths.Sum();
        var size = Math.Floor(2 * PageWidth / (together * Character)) / 2;
        return new PaperFit(Math.Clamp(size, Smallest, Largest), [.. widths.Select(width => PageWidth * width / together)]);
    }
}
