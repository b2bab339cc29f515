using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace PartyNet.Web.Security;

/// <summary>Text that this site seals for a browser to bring back.</summary>
internal static class SealedText
{
    /// <summary>Null for nothing, and for what this site has not sealed for the same purpose.</summary>
    public static string? Open(this IDataProtector protector, string? seal)
    {
        if (string.IsNullOrEmpty(seal))
            return null;
        try
        {
            return protector.Unprotect(seal);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
