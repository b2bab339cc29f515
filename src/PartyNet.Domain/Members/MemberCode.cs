using System.Security.Cryptography;

namespace PartyNet.Domain.Members;

/// <summary>
/// PartyNet's own code of a member: ten characters of Crockford's base 32 (no I, L, O, U), drawn at random, so that it tells nothing
/// and is read aloud without mistakes.
/// </summary>
public static class MemberCode
{
    public const int Length = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
