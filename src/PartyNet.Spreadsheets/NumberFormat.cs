namespace PartyNet.Spreadsheets;

/// <summary>
/// The one thing about Excel's number formats that changes what a code looks like: formats such as <c>000000000000</c> show zeros that the
/// number has lost.
/// </summary>
internal static class NumberFormat
{
    /// <summary>How many digits the format shows at least; 0 where it does not pad.</summary>
    public static int ZeroPadding(string format)
    {
        var section = format.Split(';')[0];
        var zeros = 0;
        for (var i = 0; i < section.Length; i++)
        {
            switch (section[i])
            {
                case '0':
                    zeros++;
                    break;
                case '\\':
                    i++;
                    break;
                case ' ' or '-' or '"':
                    break;
                default:
                    return 0;
            }
        }
        return zeros > 1 ? zeros : 0;
    }
}
