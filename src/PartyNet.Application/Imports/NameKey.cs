using System.Text.RegularExpressions;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>What two spellings of one name have in common.</summary>
internal static partial class NameKey
{
    // More words with a choice than any name has.
    private const int MostChoices = 4;

    /// <summary>The same for the spellings of one name (Quý and Quí, Hoà and Hòa, H'Hen and H’Hen), another for each other name.</summary>
    public static string Exact(string name) =>
        Folded(VietnameseText.NormalizeTonePlacement(name).ToLowerInvariant().Replace("'", "", StringComparison.Ordinal)
            .Replace("’", "", StringComparison.Ordinal), accented: true);

    /// <summary>As <see cref="Exact"/>, and the same for names that differ in their marks only: Hùng and Hưng may be one person.</summary>
    public static string Loose(string name) => Folded(VietnameseText.SearchKey(name), accented: false);

    /// <summary>The search keys under which the registry may hold somebody of this name.</summary>
    public static IEnumerable<string> SearchKeys(string name)
    {
        var words = VietnameseText.SearchKey(name).Split(' ');
        var choices = Enumerable.Range(0, words.Length).Where(i => EndsInI().IsMatch(words[i])).Take(MostChoices).ToList();
        for (var mask = 0; mask < 1 << choices.Count; mask++)
        {
            var written = (string[])words.Clone();
            for (var i = 0; i < choices.Count; i++)
                written[choices[i]] = words[choices[i]][..^1] + ((mask >> i & 1) == 0 ? 'i' : 'y');
            yield return string.Join(' ', written);
        }
    }

    /// <summary>A slip, an added middle name: the given name is the same, or all but a letter or two.</summary>
    /// <param name="one">As <see cref="Loose"/> has it, and so <paramref name="other"/>.</param>
    public static bool AreNear(string one, string other) =>
        one == other || Given(one).SequenceEqual(Given(other)) || (Math.Abs(one.Length - other.Length) <= 2 && Distance(one, other) <= 2);

    private static ReadOnlySpan<char> Given(string name) => name.AsSpan(name.LastIndexOf(' ') + 1);

    // A name without any y is written in one way only.
    private static string Folded(string text, bool accented) => text.All(letter => AsI(letter) == letter) ? text
        : string.Join(' ', text.Split(' ').Select(word =>
            (accented ? EndsInAccentedI() : EndsInI()).IsMatch(word) ? word[..^1] + AsI(word[^1]) : word));

    private static char AsI(char letter) => "yýỳỷỹỵ".IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? "iíìỉĩị"[at] : letter;

    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var here = Math.Min(Math.Min(row[j], left) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j], left) = (row[j], here, here);
            }
        }

        return row[^1];
    }

    [GeneratedRegex("^(?:qu|[bcdghklmnpstvx]h?|ngh)[iy]$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsInI();

    [GeneratedRegex("^(?:qu|[bcdđghklmnpstvx]h?|ngh)[iíìỉĩịyýỳỷỹỵ]$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsInAccentedI();
}
