using PartyNet.Application.Access;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>How much a statement may read, and how many rows one sort may take in.</summary>
internal sealed record PlanBounds(long Buffers, long Sorted)
{
    /// <summary>
    /// A page of 25 rows with what stands beside each of them, one of 180 units with their figures, or 200 declarations that are counted
    /// with the roles of their members. What is read is put in order; what is not shown is not.
    /// </summary>
    public static PlanBounds Page { get; } = new(900, 250);

    /// <summary>The most members who stand on a list of slips, each with their slip, their login and their roles.</summary>
    public static PlanBounds Slips { get; } = new((ListSlips.Most + 1) * 16, 250);

    /// <summary>The 2,000 rows looked at for a page, with what has to be looked up beside each to know whether it matches.</summary>
    public static PlanBounds Matching { get; } = new(2_000 * 8, 250);

    /// <summary>
    /// As many as search looks at, and one more. Each is looked up by its id, which takes a row and an index of three levels, and some also
    /// in their declaration and its accounts; besides, names are read one after the other up to a number that does not grow with the unit.
    /// The values of the scope, computed beside, count as rows of the sort.
    /// </summary>
    public static PlanBounds Search { get; } = new(2_001 * 8, 2_010);
}

/// <summary>What a list may cost: nothing that grows with the unit it is asked at.</summary>
internal sealed class PlanRules(IReadOnlySet<string> bigTables)
{
    /// <summary>What is wrong with a plan by itself.</summary>
    public IEnumerable<string> Faults(ExplainedPlan plan, PlanBounds bounds)
    {
        foreach (var way in plan.Ways.Where(w => w.Index is null && bigTables.Contains(w.Table)))
            yield return $"reads {way}";
        if (plan.MostSorted > bounds.Sorted)
            yield return $"sorts {plan.MostSorted} rows";
        if (plan.Buffers > bounds.Buffers)
            yield return $"reads {plan.Buffers} buffers";
    }

    /// <summary>What is wrong with the plan for any values beside the one for these: another way to the rows of a big table.</summary>
    public IEnumerable<string> Faults(ExplainedPlan custom, ExplainedPlan other)
    {
        var (one, two) = (ToBigTables(custom), ToBigTables(other));
        if (!one.SetEquals(two))
            yield return $"reaches {string.Join(", ", two.Except(one))} instead of {string.Join(", ", one.Except(two))}";
    }

    private HashSet<PlanWay> ToBigTables(ExplainedPlan plan) => [.. plan.Ways.Where(w => bigTables.Contains(w.Table))];
}
