using PartyNet.Domain.Text;

namespace PartyNet.Web.TagHelpers;

/// <summary>A part of a whole, rounded down, so that only a whole is 100 %.</summary>
internal static class Share
{
    /// <summary>The stylesheet draws a bar behind a cell in steps of so many per cent.</summary>
    private const int Step = 5;

    public static int Percent(int part, int whole) => whole > 0 ? (int)(100L * Math.Clamp(part, 0, whole) / whole) : 0;

    /// <summary>"45/60 (75 %)"; of nothing there is no share.</summary>
    public static string Words(int part, int whole) =>
        $"{Numbers.Text(part)}/{Numbers.Text(whole)}" + (whole > 0 ? $" ({Percent(part, whole)}\u00A0%)" : "");

    public static string CssClass(int part, int whole) => FormattableString.Invariant($"pn-share-{Percent(part, whole) / Step * Step}");
}
