using System.Globalization;
using PartyNet.Application;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Links;

/// <summary>How long the pages of a list are, and which of them this is, as its address says.</summary>
/// <param name="Length">One of <see cref="PageCursor.Lengths"/>.</param>
/// <param name="Number">For the reader alone: a page is found by its cursor.</param>
public sealed record ListPlace(int Length = PageCursor.Size, int Number = 1)
{
    private const int LargestNumber = 1_000_000;

    public static ListPlace First { get; } = new();

    /// <summary>Reads the parameters of an address, which may hold anything.</summary>
    public static ListPlace Of(Func<string, string?> parameter)
    {
        var (length, number) = (Read(ListKeys.Length), Read(ListKeys.Number));
        return new ListPlace(
            PageCursor.Lengths.Contains(length) ? length : First.Length,
            number is > 1 and <= LargestNumber ? number : First.Number);

        int Read(string key) =>
            int.TryParse(parameter(key), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    /// <summary>Every parameter of an address; without a value where it says what is usual.</summary>
    public (string Key, string? Value)[] Parameters =>
        [(ListKeys.Length, Text(Length, First.Length)), (ListKeys.Number, Text(Number, First.Number))];

    public ListPlace Next() => this with { Number = Number + 1 };

    public ListPlace Previous() => this with { Number = Math.Max(Number - 1, First.Number) };

    /// <summary>The first page of the same length.</summary>
    public ListPlace FirstPage() => this with { Number = First.Number };

    /// <summary>"Trang 2/5"; of how many pages only where the whole list was counted.</summary>
    /// <param name="total">How long the list is; null where nobody knows.</param>
    public string Words(int? total)
    {
        var pages = (total + Length - 1) / Length;
        return Number <= pages ? $"Trang {Numbers.Text(Number)}/{Numbers.Text(pages.Value)}" : $"Trang {Numbers.Text(Number)}";
    }

    private static string? Text(int value, int usual) => value == usual ? null : value.ToString(CultureInfo.InvariantCulture);
}
