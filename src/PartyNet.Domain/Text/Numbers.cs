using System.Globalization;

namespace PartyNet.Domain.Text;

/// <summary>Whole numbers as Vietnamese readers group them: "12.500".</summary>
public static class Numbers
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <remarks>A page of coverage writes two thousand of them, nearly all without a group; of small ones .NET keeps the text.</remarks>
    public static string Text(long number) =>
        number is >= 0 and < 1000 ? number.ToString(CultureInfo.InvariantCulture) : number.ToString("N0", Vietnamese);

    /// <summary>The same of a number that was counted up to a limit: beyond it "hơn 200".</summary>
    public static string Counted(long number, long limit) => number > limit ? $"hơn {Text(limit)}" : Text(number);
}
