namespace PartyNet.Application.Imports;

/// <summary>
/// A row for each key, for very many keys: each takes its own size and some fourteen bytes. A dictionary takes up to twice as much, and
/// while it grows it is there twice.
/// </summary>
internal sealed class RowIndex<TKey>
    where TKey : struct, IEquatable<TKey>
{
    /// <summary>What a key has that is asked for the first time.</summary>
    public const int None = -1;

    private readonly Pages<Entry> _entries = new();

    // The newest entry of all whose hashes end alike, counted from 1. Twice as many as fill up.
    private int[] _newest = new int[16];

    /// <summary>The row of a key, to be read and written.</summary>
    public ref int this[TKey key]
    {
        get
        {
            for (var at = Newest(key); at > 0; at = _entries[at - 1].Older)
            {
                if (_entries[at - 1].Key.Equals(key))
                    return ref _entries[at - 1].Row;
            }

            if (_entries.Count == _newest.Length)
                Spread();
            ref var newest = ref Newest(key);
            ref var added = ref _entries.Add(new Entry { Key = key, Row = None, Older = newest });
            newest = _entries.Count;
            return ref added.Row;
        }
    }

    private ref int Newest(TKey key) => ref _newest[key.GetHashCode() & (_newest.Length - 1)];

    private void Spread()
    {
        _newest = new int[_newest.Length * 2];
        for (var at = 0; at < _entries.Count; at++)
        {
            ref var newest = ref Newest(_entries[at].Key);
            _entries[at].Older = newest;
            newest = at + 1;
        }
    }

    private struct Entry
    {
        public TKey Key;
        public int Row;
        public int Older;
    }
}
