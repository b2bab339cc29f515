namespace PartyNet.Domain.Text;

/// <summary>How a text of one file or column is written. The two legacy forms show Vietnamese only in their own fonts.</summary>
public enum LegacyEncoding
{
    /// <summary>The signs speak against each other, or for nothing: ask a person, convert nothing.</summary>
    Undecided,

    /// <summary>Unicode already, or plain ASCII: nothing to convert.</summary>
    Unicode,

    /// <summary>TCVN 5712 / ABC, fonts named .Vn*: one code a letter, no capitals with diacritics.</summary>
    Tcvn3,

    /// <summary>VNI for Windows, fonts named VNI-*: a base letter, then a mark.</summary>
    Vni,
}

/// <summary>What <see cref="LegacyText.Detect"/> found in a column.</summary>
/// <param name="Encoding">The encoding that explains the words best.</param>
/// <param name="Evidence">How many words with diacritics spoke for any encoding; 0 for plain ASCII.</param>
public sealed record LegacyDetection(LegacyEncoding Encoding, int Evidence);
