namespace PartyNet.Domain.Declarations;

/// <summary>One account as a version of the declaration states it: what two versions are compared by.</summary>
public sealed record StatedAccount(Guid Id, string PlatformCode, AccountUse Use, string Canonical, string? DisplayName);

/// <summary>What happened to an account between two versions.</summary>
public enum AccountChange
{
    Unchanged,
    Added,
    Removed,
    Edited,
}

/// <summary>An account of the one version beside its counterpart in the other.</summary>
/// <param name="Before">Null where the account was added.</param>
/// <param name="Now">Null where it was removed.</param>
/// <param name="Fields">What differs, for an edited account.</param>
public sealed record ComparedAccount(AccountChange Change, StatedAccount? Before, StatedAccount? Now, IReadOnlyList<DefectField> Fields);

/// <summary>
/// Tells what changed between a version and the one the member started from (never the latest one: that would hide the change).
/// </summary>
public static class VersionComparison
{
    /// <summary>
    /// The accounts of <paramref name="now"/> in their order, then those that are gone. The same address is the same account; of the
    /// rest, one of the same platform and use counts as edited, because that is how a member puts a wrong link right.
    /// </summary>
    public static IReadOnlyList<ComparedAccount> Compare(IReadOnlyList<StatedAccount> before, IReadOnlyList<StatedAccount> now)
    {
        var unpaired = before.ToList();
        var counterparts = new StatedAccount?[now.Count];
        Pair(
            now,
            counterparts,
            unpaired,
            static (a, b) =>
                a.PlatformCode == b.PlatformCode && a.Canonical == b.Canonical && a.Use == b.Use && a.DisplayName == b.DisplayName
        );
        Pair(now, counterparts, unpaired, static (a, b) => a.PlatformCode == b.PlatformCode && a.Canonical == b.Canonical);
        Pair(now, counterparts, unpaired, static (a, b) => a.PlatformCode == b.PlatformCode && a.Use == b.Use);
        return
        [
            .. now.Select((account, i) => Describe(counterparts[i], account)),
            .. unpaired.Select(gone => new ComparedAccount(AccountChange.Removed, gone, null, [])),
        ];
    }

    private static void Pair(
        IReadOnlyList<StatedAccount> now,
        StatedAccount?[] counterparts,
        List<StatedAccount> unpaired,
        Func<StatedAccount, StatedAccount, bool> same
    )
    {
        for (var i = 0; i < now.Count; i++)
        {
            if (counterparts[i] is not null || unpaired.Find(b => same(b, now[i])) is not { } found)
                continue;
            counterparts[i] = found;
            unpaired.Remove(found);
        }
    }

    private static ComparedAccount Describe(StatedAccount? before, StatedAccount now)
    {
        if (before is null)
            return new ComparedAccount(AccountChange.Added, null, now, []);

        var fields = new List<DefectField>();
        if (before.Canonical != now.Canonical)
            fields.Add(DefectField.Address);
        if (before.DisplayName != now.DisplayName)
            fields.Add(DefectField.DisplayName);
        if (before.Use != now.Use)
            fields.Add(DefectField.Use);
        return new ComparedAccount(fields.Count == 0 ? AccountChange.Unchanged : AccountChange.Edited, before, now, fields);
    }
}
