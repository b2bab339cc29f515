using PartyNet.Domain.Access;

namespace PartyNet.TestCommon;

/// <summary>The app on the telephone of somebody who gives a second factor.</summary>
public static class AuthenticatorApp
{
    /// <summary>What it shows at the moment of the tests, once the letters of the page have been typed into it.</summary>
    public static string CodeOf(string written) => CodeOf(written, TestDatabase.Morning);

    public static string CodeOf(string written, DateTimeOffset moment)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(
            written.Where(c => !char.IsWhiteSpace(c)).Select(c => Convert.ToString(letters.IndexOf(c), 2).PadLeft(5, '0')));
        byte[] seed = [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
        return Totp.CodeAt(seed, Totp.StepAt(moment));
    }
}
