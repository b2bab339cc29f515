using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>By what members who have declared are counted.</summary>
public enum UsageAspect
{
    /// <summary>By network: whoever has accounts on several is counted on each.</summary>
    Platform = 1,

    /// <summary>By decade of birth, and not by age, which would change without anything happening.</summary>
    BirthDecade = 2,

    Work = 3,

    /// <summary>By how many accounts they have.</summary>
    AccountCount = 4,
}

/// <summary>
/// How many members of a unit and below it, who take part in branch life and have a declaration in force, are of one sort, and how many
/// accounts they declared.
/// </summary>
public class UsageFigures
{
    /// <summary>The <see cref="Value"/> of <see cref="UsageAspect.AccountCount"/> of whoever has so many or more.</summary>
    public const int MostAccounts = 5;

    /// <summary>With it the <see cref="Value"/> of a network's name begins (usages.sql).</summary>
    private const string Named = "other:";

    public UnitPath UnitPath { get; init; }
    public UsageAspect Aspect { get; init; }

    /// <summary>
    /// Code of a platform, and beside it the name of a network that is none of them; first year of a decade, empty where the year is not
    /// known; number of a work status; number of accounts.
    /// </summary>
    public string Value { get; init; } = "";

    /// <summary>The network's name, where the figure is of accounts on one that is none of the platforms, and told by name.</summary>
    public string? Network =>
        Value.StartsWith(Named, StringComparison.Ordinal) ? Value[Named.Length..] : null;

    public int Members { get; init; }
    public int Accounts { get; init; }
}

/// <summary>The figures of a unit as of the last folding. Kept by the database.</summary>
public sealed class UnitUsage : UsageFigures;

/// <summary>What a statement has changed in the figures of a unit since. Kept by the database.</summary>
public sealed class UsageChange : UsageFigures
{
    public long Id { get; init; }
}
