namespace PartyNet.Domain.Members;

/// <summary>
/// How the number of a paper is shown: its last three digits, so that whoever has the paper in hand can compare, and whoever stands by
/// reads nothing.
/// </summary>
public static class NumberMask
{
    public const int Shown = 3;

    /// <summary>•••••••••123.</summary>
    public static string Of(string number) =>
        new string('•', Math.Max(0, number.Length - Shown)) + number[^Math.Min(Shown, number.Length)..];
}
