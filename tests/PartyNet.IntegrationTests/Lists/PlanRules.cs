namespace PartyNet.IntegrationTests.Lists;

/// <summary>What a list may cost: nothing that grows with the unit it is asked at.</summary>
internal sealed class PlanRules(IReadOnlySet<string> bigTables)
{
    /// <summary>A page of 25 rows with what stands beside each of them, or one of 180 units with their figures.</summary>
    public const long MostBuffers = 600;

    /// <summary>What is read is put in order; what is not shown is not.</summary>
    public const long MostSorted = 250;

    /// <summary>Those 2,000 rows, with what has to be looked up beside each to know whether it matches.</summary>
    public const long MostBuffersLookingAtRows = 2_000 * 8;

    /// <summary>What is wrong with a plan by itself.</summary>
    public IEnumerable<string> Faults(ExplainedPlan plan, long mostBuffers)
    {
        foreach (var way in plan.Ways.Where(w => w.Index is null && bigTables.Contains(w.Table)))
            yield return $"reads {way}";
        if (plan.MostSorted > MostSorted)
            yield return $"sorts {plan.MostSorted} rows";
        if (plan.Buffers > mostBuffers)
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
