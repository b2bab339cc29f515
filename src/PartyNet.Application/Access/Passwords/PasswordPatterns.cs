namespace PartyNet.Application.Access.Passwords;

/// <summary>Passwords that are drawn on the keyboard instead of thought of. All of folded text.</summary>
internal static class PasswordPatterns
{
    private const int LeastDifferentSigns = 5;
    private const int LongestBlock = 8;

    // Each row of keys begins a little further to the right.
    private static readonly Dictionary<char, (double X, int Row)> Keys =
        new (string Row, double Left)[] { ("1234567890-=", 0), ("qwertyuiop[]", 0.5), ("asdfghjkl;'", 0.75), ("zxcvbnm,./", 1.25) }
            .Append(("!@#$%^&*()_+", 0))
            .SelectMany((keys, row) => keys.Row.Select((key, at) => (key, Place: (keys.Left + at, row % 4))))
            .ToDictionary(key => key.key, key => key.Place);

    /// <summary>"abcabcabcabc", "11112222": few signs, or one short block over and over.</summary>
    public static bool IsRepetition(string folded) =>
        folded.Distinct().Count() < LeastDifferentSigns
        || Enumerable.Range(1, Math.Min(LongestBlock, folded.Length / 2))
            .Any(block => folded.Skip(block).Zip(folded).All(signs => signs.First == signs.Second));

    /// <summary>"123456789012", "1q2w3e4r5t6y", "zyxwvutsrqpo": three steps in four lead to the next sign or to a key beside.</summary>
    public static bool IsWalk(string folded) =>
        folded.Length > 3 && folded.Zip(folded.Skip(1)).Count(step => IsNext(step.First, step.Second)) >= 0.75 * (folded.Length - 1);

    private static bool IsNext(char one, char other) =>
        Math.Abs(one - other) <= 1
        || (Keys.TryGetValue(one, out var from)
            && Keys.TryGetValue(other, out var to)
            && Math.Abs(from.Row - to.Row) <= 1
            && Math.Abs(from.X - to.X) <= 1);
}
