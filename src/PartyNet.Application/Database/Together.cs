namespace PartyNet.Application.Database;

/// <summary>Queries of which each is one statement, asked in one round trip.</summary>
public static class Together
{
    public static async Task<(T1 First, T2 Second)> TogetherAsync<T1, T2>(
        this IPartyNetDb db, Func<Task<T1>> first, Func<Task<T2>> second, CancellationToken cancellationToken)
    {
        Asked<T1> one = new(first);
        Asked<T2> two = new(second);
        await db.TogetherAsync([one.AskAsync, two.AskAsync], cancellationToken);
        return (one.Answer, two.Answer);
    }

    public static async Task<(T1 First, T2 Second, T3 Third)> TogetherAsync<T1, T2, T3>(
        this IPartyNetDb db, Func<Task<T1>> first, Func<Task<T2>> second, Func<Task<T3>> third, CancellationToken cancellationToken)
    {
        Asked<T1> one = new(first);
        Asked<T2> two = new(second);
        Asked<T3> three = new(third);
        await db.TogetherAsync([one.AskAsync, two.AskAsync, three.AskAsync], cancellationToken);
        return (one.Answer, two.Answer, three.Answer);
    }

    public static async Task<(T1 First, T2 Second, T3 Third, T4 Fourth)> TogetherAsync<T1, T2, T3, T4>(
        this IPartyNetDb db,
        Func<Task<T1>> first,
        Func<Task<T2>> second,
        Func<Task<T3>> third,
        Func<Task<T4>> fourth,
        CancellationToken cancellationToken
    )
    {
        Asked<T1> one = new(first);
        Asked<T2> two = new(second);
        Asked<T3> three = new(third);
        Asked<T4> four = new(fourth);
        await db.TogetherAsync([one.AskAsync, two.AskAsync, three.AskAsync, four.AskAsync], cancellationToken);
        return (one.Answer, two.Answer, three.Answer, four.Answer);
    }

    /// <summary>The same query for several things.</summary>
    public static async Task<IReadOnlyList<T>> TogetherAsync<T>(
        this IPartyNetDb db, IEnumerable<Func<Task<T>>> queries, CancellationToken cancellationToken)
    {
        var asked = queries.Select(query => new Asked<T>(query)).ToList();
        await db.TogetherAsync([.. asked.Select(a => (Func<Task>)a.AskAsync)], cancellationToken);
        return asked.ConvertAll(a => a.Answer);
    }

    private sealed class Asked<T>(Func<Task<T>> query)
    {
        public T Answer { get; private set; } = default!;

        public async Task AskAsync() => Answer = await query();
    }
}
