namespace PartyNet.Spreadsheets;

/// <summary>
/// Composes rows on all cores, some hundred at a time, and hands what came of them on in their order, while further rows are read. Only a
/// few batches are ever under way, so a list of any length takes the same memory.
/// </summary>
/// <param name="compose">Writes the rows, the first of which has this number, counted from 1. Called on several threads at once.</param>
/// <param name="rowsInPart">A batch never holds rows on both sides of a multiple of this.</param>
internal sealed class RowBatches<TRow, TText>(Action<TText, IReadOnlyList<TRow>, long> compose, long rowsInPart = long.MaxValue)
    where TText : new()
{
    private const int Most = 256;

    // One for each core, and one that waits for the output.
    private static readonly int UnderWay = Environment.ProcessorCount + 1;

    private readonly Queue<Task<Batch>> _underWay = [];
    private readonly Stack<Batch> _spare = [];
    private Task _last = Task.CompletedTask;

    /// <param name="take">Takes what was composed of the rows from this number on, one batch after the other, on any thread; the text is
    /// used again afterwards.</param>
    /// <returns>How many rows there were.</returns>
    public async Task<long> WriteAsync(
        IAsyncEnumerable<TRow> rows, Func<TText, long, ValueTask> take, CancellationToken cancellationToken)
    {
        long count = 0;
        try
        {
            var batch = new Batch(1);
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                batch.Rows.Add(row);
                if (++count % rowsInPart != 0 && batch.Rows.Count < Most)
                    continue;
                Send(batch, take);
                if (_underWay.Count > UnderWay)
                    await ReclaimAsync();
                batch = NextAt(count + 1);
            }

            if (batch.Rows.Count > 0)
                Send(batch, take);
            while (_underWay.Count > 0)
                await ReclaimAsync();
            return count;
        }
        finally
        {
            // After a failure too nothing goes on behind the caller's back.
            await ((Task)Task.WhenAll(_underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Send(Batch batch, Func<TText, long, ValueTask> take)
    {
        var sent = SendAsync(batch, _last, take);
        _underWay.Enqueue(sent);
        _last = sent;
    }

    private async Task<Batch> SendAsync(Batch batch, Task before, Func<TText, long, ValueTask> take)
    {
        await Task.Run(() => compose(batch.Text, batch.Rows, batch.First));
        await before;
        await take(batch.Text, batch.First);
        return batch;
    }

    private async Task ReclaimAsync()
    {
        var batch = await _underWay.Dequeue();
        batch.Rows.Clear();
        _spare.Push(batch);
    }

    private Batch NextAt(long first)
    {
        if (!_spare.TryPop(out var batch))
            return new Batch(first);
        batch.First = first;
        return batch;
    }

    private sealed class Batch(long first)
    {
        public long First { get; set; } = first;
        public List<TRow> Rows { get; } = new(Most);
        public TText Text { get; } = new();
    }
}
