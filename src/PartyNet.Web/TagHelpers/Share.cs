using PartyNet.Domain.Text;

namespace PartyNet.Web.TagHelpers;

/// <summary>A part of a whole, rounded, except that only a whole is 100% and only nothing is 0%.</summary>
internal static class Share
{
    /// <summary>The stylesheet draws a bar behind a cell in steps of so many per cent.</summary>
    private const int Step = 5;

    private static readonly string[] Percents = [.. Enumerable.Range(0, 101).Select(percent => $" ({Numbers.Text(percent)}%)")];

    private static readonly string[] CssClasses =
        [.. Enumerable.Range(0, 100 / Step + 1).Select(step => $"pn-share-{Numbers.Text(step * Step)}")];

    public static int Percent(int part, int whole) => whole <= 0 || part <= 0 ? 0
        : part >= whole ? 100
        : (int)Math.Clamp((200L * part + whole) / (2L * whole), 1, 99);

    /// <summary>"45/60 (75%)"; of nothing there is no share.</summary>
    /// <param name="what">Of what, after the whole: "45/60 đảng viên (75%)".</param>
    public static string Words(int part, int whole, string? what = null) =>
        $"{Numbers.Text(part)}/{Numbers.Text(whole)}{(what is null ? "" : " ")}{what}{(whole > 0 ? Percents[Percent(part, whole)] : "")}";

    public static string CssClass(int part, int whole) => CssClasses[Percent(part, whole) / Step];
}
