using System.Text.RegularExpressions;

namespace PartyNet.ArchitectureTests;

/// <summary>
/// Each statement about security that the product makes is shown by a test, which carries its number: <c>[Trait("Security", "A7")]</c>.
/// </summary>
public sealed partial class SecurityStatementsTests
{
    private static readonly string[] Demanded =
    [
        "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12", "A13", "A14", "A15", "A16",
        "S1", "S2", "S3", "S4", "S5", "S6", "S7",
        "Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7", "Z8", "Z9", "Z10", "Z11",
        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13",
        "C1", "C2", "C4", "C5",
        "G1", "G2", "G3", "G4",
        "B1", "B2", "B4", "B5",
    ];

    [Fact]
    public void Every_statement_has_a_test_that_carries_its_number()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Sources.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Select(File.ReadAllText)
            .ToList();

        Assert.True(files.Count >= 150, $"Only {files.Count} files were looked at.");
        Assert.Empty(Demanded.Except(files.SelectMany(Shown)));
    }

    [Theory]
    [InlineData("[Fact]\n[Trait(\"Security\", \"A1\")]\npublic void Holds()", "A1")]
    [InlineData("[Trait(\"Security\", \"S1\")]\n[Trait(\"Security\", \"S2\")]\nclass ThingTests { [Fact] void A() }", "S1 S2")]
    [InlineData("// [Trait(\"Security\", \"A1\")]\n[Fact]", "")]
    [InlineData("[Trait(\"Security\", \"A1\")]\npublic void Holds()", "")]
    [InlineData("[Fact]\n[Trait(\"Speed\", \"A1\")]", "")]
    public void A_number_counts_where_a_test_carries_it(string source, string expected) =>
        Assert.Equal(expected, string.Join(' ', Shown(source)));

    /// <summary>A file without a test shows nothing.</summary>
    private static IEnumerable<string> Shown(string source) =>
        Test().IsMatch(source) ? Carried().Matches(source).Select(m => m.Groups[1].Value).Distinct() : [];

    [GeneratedRegex(@"\[(Fact|Theory)[\](]")]
    private static partial Regex Test();

    [GeneratedRegex(@"(?m)^\s*\[Trait\(\x22Security\x22, \x22([A-Z][0-9]+)\x22\)\]")]
    private static partial Regex Carried();
}
