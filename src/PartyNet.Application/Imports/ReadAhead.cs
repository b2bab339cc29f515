namespace PartyNet.Application.Imports;

/// <summary>
/// Rows in batches: each is read from the file while the one before is compared with the registry, and the first while that begins. Whoever
/// leaves early waits for the batch that is being read: the file is open as long.
/// </summary>
internal sealed class ReadAhead<T> : IAsyncDisposable
{
    private readonly IEnumerator<T[]> _batches;
    private Task<T[]?> _next;

    public ReadAhead(IEnumerable<T> rows, int size)
    {
        _batches = rows.Chunk(size).GetEnumerator();
        _next = Task.Run(Read);
    }

    /// <summary>Null after the last one.</summary>
    public async Task<T[]?> NextAsync()
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

    private T[]? Read() => _batches.MoveNext() ? _batches.Current : null;
}
