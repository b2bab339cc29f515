using System.Text.RegularExpressions;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.ArchitectureTests;

/// <summary>The manual and <c>partynet config check</c> know the same settings, and the manual says the bounds that hold.</summary>
public sealed partial class SettingTests
{
    private static readonly string Manual = File.ReadAllText(Path.Combine(Sources.Root, "docs", "operations.md"));

    [Fact]
    public void Every_setting_is_in_the_manual_and_every_one_of_the_manual_is_known()
    {
        var table = Manual[Manual.IndexOf("| setting (environment variable)", StringComparison.Ordinal)..];
        var rows = table[..table.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n')
            .Select(row => row.Split('|')).Where(row => row.Length > 2);
        var told = rows.SelectMany(row => Name().Matches(row[1]).Select(match => match.Groups[1].Value)).ToHashSet();
        var known = EffectiveSettings.Names.Select(name => name.Replace(":", "__", StringComparison.Ordinal)).ToHashSet();

        Assert.True(known.Count >= 30, $"Only {known.Count} settings.");
        Assert.Empty(known.Except(told));
        Assert.Empty(told.Except(known));
    }

    [Fact]
    public void The_manual_says_the_bounds_and_the_standard_of_each_number()
    {
        foreach (var number in NumberSetting.All)
        {
            var name = number.Key.Replace(":", "__", StringComparison.Ordinal);
            var row = Assert.Single(
                Manual.Split('\n'), line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains($"`{name}`"));
            Assert.Contains($"{number.Least} to {number.Most}", row, StringComparison.Ordinal);
            Assert.Matches($@"default (\d+ and )?{number.Standard}\b", row);
        }
    }

    [GeneratedRegex("`([A-Za-z_]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
