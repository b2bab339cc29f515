using System.Globalization;
using PartyNet.Application.Rosters;

namespace PartyNet.UnitTests.Members;

/// <summary>Small figures are hidden, and none of them follows from what is told.</summary>
public sealed class SmallCellsTests
{
    [Theory]
    [InlineData("12 30 8", true, "12 30 8")]
    [InlineData("3 20 8", true, "? 20 ?")]
    [InlineData("3 4 20", true, "? ? 20")]
    [InlineData("1 1 20 9", true, "? ? 20 ?")]
    [InlineData("1 1 1 20 9", true, "? ? ? 20 ?")]
    [InlineData("2 0 20", true, "? 0 ?")]
    [InlineData("4 6 6", true, "? ? 6")]
    [InlineData("5 5", true, "5 5")]
    [InlineData("1 1 1 1 1 0", true, "? ? ? ? ? ?")]
    [InlineData("0 0 0", true, "0 0 0")]
    [InlineData("3 20 8", false, "? 20 8")]
    [InlineData("4 5 0 1", false, "? 5 0 ?")]
    public void Worked_examples(string members, bool isDivision, string told) => Assert.Equal(told, Told(Numbers(members), isDivision));

    /// <summary>
    /// Every division of at least five members into four sorts: whoever knows the total, the figures told and the rule that nothing told is
    /// from one to four, still finds two values at least for each hidden figure.
    /// </summary>
    [Fact]
    public void No_hidden_figure_follows_from_the_total_and_the_figures_told()
    {
        var (looked, hiding) = (0, 0);
        foreach (var members in Divisions(sorts: 4, most: 8).Where(m => m.Sum() >= SmallCells.Limit))
        {
            looked++;
            var hidden = SmallCells.Hidden(members, isDivision: true).Order().ToList();
            Assert.All(Enumerable.Range(0, members.Count).Except(hidden), i => Assert.False(members[i] is > 0 and < SmallCells.Limit));
            if (hidden.Count == 0)
                continue;
            hiding++;
            // Where some sorts are told, a hidden one has somebody; where none is told it may have nobody.
            var least = hidden.Count == members.Count && members.Contains(0) ? 0 : 1;
            var together = hidden.Sum(i => members[i]);
            var possible = Divisions(hidden.Count, together).Where(d => d.Sum() == together && d.Min() >= least).ToList();
            for (var i = 0; i < hidden.Count; i++)
                Assert.True(possible.Select(d => d[i]).Distinct().Count() > 1, $"{string.Join(' ', members)}: {i}");
        }

        Assert.True(looked > 6_000 && hiding > 5_000, $"{looked} {hiding}");
    }

    private static IEnumerable<IReadOnlyList<int>> Divisions(int sorts, int most) => sorts == 0
        ? [[]]
        : Divisions(sorts - 1, most).SelectMany(_ => Enumerable.Range(0, most + 1), (some, one) => (IReadOnlyList<int>)[.. some, one]);

    private static string Told(IReadOnlyList<int> members, bool isDivision)
    {
        var hidden = SmallCells.Hidden(members, isDivision);
        return string.Join(' ', members.Select((m, i) => hidden.Contains(i) ? "?" : $"{m}"));
    }

    private static List<int> Numbers(string members) => [.. members.Split(' ').Select(m => int.Parse(m, CultureInfo.InvariantCulture))];
}
