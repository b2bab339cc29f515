using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace PartyNet.Domain.Access;

/// <summary>
/// Codes of six digits that change every thirty seconds, as authenticator apps make them (RFC 6238 with HMAC-SHA-1, which all of them
/// know).
/// </summary>
public static class Totp
{
    public const int SeedBytes = 20;
    public const int Digits = 6;

    private const int SecondsOfStep = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(SeedBytes);

    /// <summary>The number of the half minute.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / SecondsOfStep;

    public static string CodeAt(ReadOnlySpan<byte> seed, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What every app computes; as a keyed code of thirty seconds SHA-1 is not broken.
        HMACSHA1.HashData(seed, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % BigInteger.Pow(10, digits)).ToString($"D{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The half minute whose code was typed, with or without blanks: this one, the one before or the one after, since clocks of telephones
    /// differ. Null where it is none of theirs.
    /// </summary>
    public static long? StepOf(ReadOnlySpan<byte> seed, string typed, DateTimeOffset now)
    {
        var digits = Encoding.UTF8.GetBytes(string.Concat(typed.Where(c => !char.IsWhiteSpace(c))));
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(digits, Encoding.UTF8.GetBytes(CodeAt(seed, step))))
                found = step;
        }

        return found;
    }

    /// <summary>The seed as apps take it where no camera helps: letters and digits of base 32.</summary>
    public static string Written(ReadOnlySpan<byte> seed)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var one in seed)
        {
            (held, bits) = ((held << 8) | one, bits + 8);
            for (; bits >= 5; bits -= 5)
                text.Append(Base32[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append(Base32[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>What the QR code holds.</summary>
    public static string Address(ReadOnlySpan<byte> seed, string login) =>
        $"otpauth://totp/PartyNet:{Uri.EscapeDataString(login)}?secret={Written(seed)}&issuer=PartyNet";
}
