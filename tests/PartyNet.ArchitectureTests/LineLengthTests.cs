namespace PartyNet.ArchitectureTests;

/// <summary>
/// Code fits beside a second file on one screen: lines of at most 140 columns. SQL, markup and JSON inside raw strings are text, not code.
/// </summary>
public sealed class LineLengthTests
{
    private const int Most = 140;
    private const string RawString = "\"\"\"";
    private static readonly string[] Folders = ["src", "tests", "bench"];

    [Fact]
    public void Lines_of_code_fit_into_140_columns()
    {
        var files = Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Sources.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !IsMade(Path.GetRelativePath(Sources.Root, file)))
            .ToList();

        Assert.True(files.Count >= 400, $"Only {files.Count} files were looked at.");
        Assert.Empty(
            files.SelectMany(file => Longer(File.ReadLines(file)).Select(line => $"{Path.GetRelativePath(Sources.Root, file)}:{line}"))
        );
    }

    [Fact]
    public void A_longer_line_is_found_and_a_raw_string_is_not()
    {
        var longer = new string('x', Most + 1);

        Assert.Equal([2, 6], Longer(["short", longer, $"var sql = {RawString}", longer, RawString, longer]));
        Assert.Empty(Longer([new string('x', Most)]));
    }

    private static IEnumerable<int> Longer(IEnumerable<string> lines)
    {
        var (number, isText) = (0, false);
        foreach (var line in lines)
        {
            number++;
            var marks = line.Split(RawString).Length - 1;
            if (line.Length > Most && !isText && marks == 0)
                yield return number;
            isText ^= marks % 2 == 1;
        }
    }

    /// <summary>Made by a tool: migrations, and what a build leaves behind.</summary>
    private static bool IsMade(string file) =>
        file.Split(Path.DirectorySeparatorChar).Any(part => part is "Migrations" or "obj" or "bin" or "node_modules");
}
