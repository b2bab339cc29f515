using System.Security.Cryptography;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Access;

/// <summary>
/// A code to get in by, once, where the telephone is lost: sixteen signs that cannot be mistaken for one another. The first four say which
/// one it is, so that one hash is compared and not ten; the other twelve, 60 random bits, are the secret.
/// </summary>
public static class RecoveryCode
{
    public const int Count = 10;
    public const int Length = 16;
    public const int LabelLength = 4;

    /// <summary>Ten codes with ten different labels.</summary>
    public static IReadOnlyList<string> NewSet()
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        while (labels.Count < Count)
            labels.Add(RandomNumberGenerator.GetString(Crockford.Alphabet, LabelLength));
        return [.. labels.Select(label => label + RandomNumberGenerator.GetString(Crockford.Alphabet, Length - LabelLength))];
    }

    /// <summary>What was typed, in any case and with anything between the signs; null where it is no such code.</summary>
    public static string? Read(string typed)
    {
        var signs = string.Concat(typed.Where(char.IsLetterOrDigit).Select(Crockford.Meant));
        return signs.Length == Length && signs.All(sign => Crockford.Alphabet.Contains(sign, StringComparison.Ordinal)) ? signs : null;
    }

    public static string Label(string code) => code[..LabelLength];

    /// <summary>In groups, as it is written down.</summary>
    public static string Written(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));
}
