namespace PartyNet.Application.Imports;

/// <summary>
/// Batches of rows: each is read from the file while the one before is compared with the registry, and the first while that begins. Whoever
/// leaves early waits for the batch that is being read: the file is open as long.
/// </summary>
internal sealed class ReadAhead<TBatch> : IAsyncDisposable
    where TBatch : class
{
    private readonly IEnumerator<TBatch> _batches;
    private Task<TBatch?> _next;

    public ReadAhead(IEnumerable<TBatch> batches)
    {
        _batches = batches.GetEnumerator();
        _next = Task.Run(Read);
    }

    /// <summary>Null after the last one.</summary>
    public async Task<TBatch?> NextAsync()
    {
        var batch = await _next;
        if (batch is not null)
            _next = Task.Run(Read);
        return batch;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(_next);
        _batches.Dispose();
    }

    private TBatch? Read() => _batches.MoveNext() ? _batches.Current : null;
}
