namespace PartyNet.Infrastructure.Identity;

/// <summary>How dear a guess at a stolen hash is made.</summary>
public static class PasswordHashing
{
    /// <summary>Rounds of PBKDF2-SHA512, by OWASP's recommendation: about a tenth of a second.</summary>
    public const int Rounds = 220_000;
}
