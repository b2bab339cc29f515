using System.Text.RegularExpressions;
using PartyNet.Domain.Accounts;

namespace PartyNet.UnitTests.Accounts;

/// <summary>The rows of the two tables beside this file: what was typed, and what must come of it.</summary>
public static class AddressRows
{
    public static IEnumerable<TheoryDataRow<string, string, string, string, string?, string?, string, string?>> Published() =>
        Read("published.tsv");

    public static IEnumerable<TheoryDataRow<string, string, string, string, string?, string?, string, string?>> Beyond() =>
        Read("beyond.tsv");

    /// <summary>Platform and typed text of every row of both tables.</summary>
    public static IEnumerable<(Platform Platform, string Typed)> Typed() =>
        Published().Concat(Beyond()).Select(row => (Platform.Find(row.Data.Item1)!, row.Data.Item2));

    private static IEnumerable<TheoryDataRow<string, string, string, string, string?, string?, string, string?>> Read(string file)
    {
        using var stream = typeof(AddressRows).Assembly.GetManifestResourceStream($"PartyNet.UnitTests.Accounts.{file}")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var cells = line.Split('\t');
            yield return new(cells[0], Regex.Unescape(cells[1] == "-" ? "" : cells[1]), cells[2], cells[3],
                OrNull(cells[4]), OrNull(cells[5]), cells[6] == "-" ? "" : cells[6], OrNull(cells[7]));
        }
    }

    private static string? OrNull(string cell) => cell == "-" ? null : cell;
}
