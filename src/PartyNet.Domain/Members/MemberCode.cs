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

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A code as somebody wrote it down or said it: in any case, with blanks or hyphens, O for nought, I and L for one.</summary>
    public static string Read(string? typed)
    {
        var letters = VietnameseText.Normalize(typed).ToUpperInvariant().Where(c => c is not (' ' or '-'));
        return string.Concat(letters).Replace('O', '0').Replace('I', '1').Replace('L', '1');
    }

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
