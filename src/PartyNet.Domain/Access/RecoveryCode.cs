using System.Security.Cryptography;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Access;

/// <summary>
/// A code to get in by, once, where the telephone is lost: sixteen signs that cannot be mistaken for one another, 80 random bits.
/// </summary>
public static class RecoveryCode
{
    public const int Count = 10;
    public const int Length = 16;

    public static IReadOnlyList<string> NewSet() =>
        [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Crockford.Alphabet, Length))];

    /// <summary>What was typed, in any case and with anything between the signs; null where it is no such code.</summary>
    public static string? Read(string typed)
    {
        var signs = string.Concat(typed.Where(char.IsLetterOrDigit).Select(Crockford.Meant));
        return signs.Length == Length && signs.All(sign => Crockford.Alphabet.Contains(sign, StringComparison.Ordinal)) ? signs : null;
    }

    /// <summary>In groups, as it is written down.</summary>
    public static string Written(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));
}
