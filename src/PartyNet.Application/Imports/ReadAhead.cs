using System.Runtime.CompilerServices;

namespace PartyNet.Application.Imports;

/// <summary>Rows in batches: the next batch is read from the file while the one before is compared with the registry.</summary>
internal static class ReadAhead
{
    /// <summary>Whoever leaves early waits for the batch that is being read: the file is open as long.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> InBatchesAsync<T>(
        IEnumerable<T> rows, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var batches = rows.Chunk(size).GetEnumerator();
        var next = Task.Run(Read, cancellationToken);
        try
        {
            while (await next is { } batch)
            {
                next = Task.Run(Read, cancellationToken);
                yield return batch;
            }
        }
        finally
        {
            await Task.WhenAny(next);
        }

        T[]? Read() => batches.MoveNext() ? batches.Current : null;
    }
}
