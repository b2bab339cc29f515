namespace PartyNet.Domain.Text;

/// <summary>
/// Crockford's base 32: digits and letters without I, L, O and U, so that a code is written down, read out and typed without mistakes.
/// </summary>
public static class Crockford
{
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>
    /// The sign that was meant: in capitals, O as nought, I and L as one. What is no sign of the alphabet stays what it is.
    /// </summary>
    public static char Meant(char typed) => char.ToUpperInvariant(typed) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var sign => sign,
    };
}
