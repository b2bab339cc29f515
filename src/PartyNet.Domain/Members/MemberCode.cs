using System.Security.Cryptography;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Members;

/// <summary>
/// PartyNet's own code of a member: ten characters of Crockford's base 32 (no I, L, O, U), drawn at random, so that it tells nothing
/// and is read aloud without mistakes.
/// </summary>
public static class MemberCode
{
    public const int Length = 10;

    private const int Shortest = 8;

    /// <summary>A code as somebody wrote it down or said it: in any case, with blanks or hyphens, O for nought, I and L for one.</summary>
    public static string Read(string? typed) =>
        string.Concat(VietnameseText.Normalize(typed).Where(c => c is not (' ' or '-')).Select(Crockford.Meant));

    /// <summary>
    /// Whether what was read can be a code; those of the demo are counted and shorter. A name without marks may look like one, too.
    /// </summary>
    public static bool CanBe(string read) => read.Length is >= Shortest and <= Member.CodeLength && read.All(Crockford.Alphabet.Contains);

    public static string New() => RandomNumberGenerator.GetString(Crockford.Alphabet, Length);
}
