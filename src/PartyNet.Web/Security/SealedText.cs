using System.Security.Cryptography;
using System.Text.Json;
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

    /// <summary>Seals a value that is good until then.</summary>
    public static string SealUntil<T>(this IDataProtector protector, T value, DateTimeOffset until)
        where T : class => protector.Protect(JsonSerializer.Serialize(new Timed<T>(value, until)));

    /// <summary>Null for what <see cref="Open"/> does not open, and for what is too old.</summary>
    public static T? OpenTimed<T>(this IDataProtector protector, string? seal, DateTimeOffset now)
        where T : class =>
        protector.Open(seal) is { } text && JsonSerializer.Deserialize<Timed<T>>(text)! is var timed && timed.Until > now
            ? timed.Value
            : null;

    private sealed record Timed<T>(T Value, DateTimeOffset Until);
}
