namespace PartyNet.Application.Diagnosis;

/// <summary>How one thing that an installation needs stands, from good to worse.</summary>
public enum FindingState
{
    Good,

    /// <summary>It works, and will not for long unless somebody does something.</summary>
    Attention,
    Broken,
}

/// <summary>One thing of an installation that was looked at, in Vietnamese.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="Words">How it stands and, where that is not good, what to do.</param>
/// <param name="Detail">Files, folders and what the system said: for whoever works at the machine alone.</param>
public sealed record Finding(string What, FindingState State, string Words, string? Detail = null)
{
    public static Finding Good(string what, string words, string? detail = null) => new(what, FindingState.Good, words, detail);

    public static Finding Attention(string what, string words, string? detail = null) => new(what, FindingState.Attention, words, detail);

    public static Finding Broken(string what, string words, string? detail = null) => new(what, FindingState.Broken, words, detail);
}

/// <summary>What was found when an installation was looked at.</summary>
public sealed record Examination(DateTimeOffset At, IReadOnlyList<Finding> Findings)
{
    /// <summary>As the worst of all.</summary>
    public FindingState State => Findings.Max(finding => finding.State);

    public int Count(FindingState state) => Findings.Count(finding => finding.State == state);
}
