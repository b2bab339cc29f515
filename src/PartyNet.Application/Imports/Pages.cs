namespace PartyNet.Application.Imports;

/// <summary>A list that grows by a page at a time: nothing is copied as it does, and no half of it lies empty.</summary>
internal sealed class Pages<T>
    where T : struct
{
    private const int PageSize = 1024;

    private readonly List<T[]> _pages = [];

    public int Count { get; private set; }

    public ref T this[int at] => ref _pages[at / PageSize][at % PageSize];

    public ref T Add(T value)
    {
        if (Count == _pages.Count * PageSize)
            _pages.Add(new T[PageSize]);
        ref var added = ref this[Count++];
        added = value;
        return ref added;
    }
}
