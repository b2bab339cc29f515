using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets.Official;

/// <summary>A row of an official list as it is printed: the words of each cell.</summary>
internal static class OfficialRow
{
    /// <summary>Rows that stand on one page with the signatures, where there are as many.</summary>
    public const int BesideSignatures = 2;

    public static string[] Cells<T>(IReadOnlyList<SheetColumn<T>> columns, T item, long number) =>
        [.. columns.Select(column => column.Text is { } text ? CellText.Cut(text(item) ?? "") : Text(number))];

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The rows in their order with their numbers, each told whether it is among the last ones.</summary>
    public static async IAsyncEnumerable<(T Row, long Number, bool IsLast)> WithEnd<T>(
        this IAsyncEnumerable<T> rows,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var waiting = new Queue<T>();
        long number = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            waiting.Enqueue(row);
            if (waiting.Count > BesideSignatures)
                yield return (waiting.Dequeue(), ++number, false);
        }

        while (waiting.TryDequeue(out var row))
            yield return (row, ++number, true);
    }
}
