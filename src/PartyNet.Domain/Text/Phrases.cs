namespace PartyNet.Domain.Text;

/// <summary>Fits names of things into sentences.</summary>
public static class Phrases
{
    /// <summary>With a small first letter; the rest keeps its capitals ("Tài khoản Zalo OA" becomes "tài khoản Zalo OA").</summary>
    public static string WithinSentence(this string phrase) =>
        phrase.Length == 0 ? phrase : char.ToLowerInvariant(phrase[0]) + phrase[1..];
}
