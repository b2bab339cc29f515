namespace PartyNet.Application.Rosters;

/// <summary>
/// Hides what statistics would tell about few persons, where they are read by people who may not see the members by name: every figure of
/// one to four members, and so many others that none of the hidden ones follows from the total.
/// </summary>
public static class SmallCells
{
    /// <summary>Of so many members a figure may be told.</summary>
    public const int Limit = 5;

    /// <summary>Which of these figures stay hidden.</summary>
    /// <param name="members">How many members are of each sort.</param>
    /// <param name="isDivision">
    /// Every member is of exactly one sort, so the figures add up to a total that is told. Then those hidden are at least two sorts, and
    /// together at least <see cref="Limit"/> members and more than there are sorts of them: otherwise the total would tell the one, or
    /// that each of them is one. Where there is nothing left to hide, nothing is told, not even of which sort there is nobody.
    /// </param>
    public static IReadOnlySet<int> Hidden(IReadOnlyList<int> members, bool isDivision)
    {
        var hidden = Enumerable.Range(0, members.Count).Where(i => members[i] is > 0 and < Limit).ToHashSet();
        if (!isDivision || hidden.Count == 0)
            return hidden;

        var smallestFirst = new Queue<int>(
            Enumerable.Range(0, members.Count).Where(i => members[i] >= Limit).OrderBy(i => members[i]).ThenBy(i => i));
        while (!IsUncertain())
        {
            if (!smallestFirst.TryDequeue(out var next))
                return Enumerable.Range(0, members.Count).ToHashSet();
            hidden.Add(next);
        }

        return hidden;

        bool IsUncertain() =>
            hidden.Count > 1 && hidden.Sum(i => members[i]) is var together && together >= Limit && together > hidden.Count;
    }
}
