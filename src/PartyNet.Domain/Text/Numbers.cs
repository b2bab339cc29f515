using System.Globalization;

namespace PartyNet.Domain.Text;

/// <summary>Whole numbers as Vietnamese readers group them: "12.500".</summary>
public static class Numbers
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Text(long number) => number.ToString("N0", Vietnamese);

    /// <summary>The same of a number that was counted up to a limit: beyond it "hơn 200".</summary>
    public static string Counted(long number, long limit) => number > limit ? $"hơn {Text(limit)}" : Text(number);
}
