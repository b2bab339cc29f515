using System.Text.RegularExpressions;

namespace PartyNet.ArchitectureTests;

/// <summary>
/// One thing has one name on every page, in every verb and guide: what <c>docs/thuat-ngu.md</c> sets in bold among what it is not to be
/// called is said nowhere. Words that are wrong only for one meaning are plain there, and are read by people.
/// </summary>
public sealed partial class TermTests
{
    private const int FewestTerms = 12;
    private const int FewestFiles = 400;

    /// <summary>Legacy fonts write letters with these signs, and people type them around an address.</summary>
    private static readonly string[] SignsOfOthers = ["Tcvn3.cs", "TypedText.cs"];

    /// <summary>Where a word that is refused is part of another one, or of what others have written.</summary>
    private static readonly string[] Allowed =
    [
        "trình duyệt",
        // Headers of lists that offices keep.
        "Đương chức, nghỉ hưu", "\"Nền tảng\"", "\"Nền tảng mạng xã hội\"", "\"Tên nền tảng\"", "\"Tên nick\"",
    ];

    [Fact]
    public void No_page_verb_or_guide_says_what_the_terms_forbid()
    {
        var terms = Forbidden(File.ReadLines(Path.Combine(Sources.Root, "docs", "thuat-ngu.md")));
        var files = Files().ToList();

        Assert.True(terms.Count >= FewestTerms, $"Only {terms.Count} terms are guarded.");
        Assert.True(files.Count >= FewestFiles, $"Only {files.Count} files were looked at.");
        Assert.Empty(files.SelectMany(file =>
            Faults(terms, File.ReadLines(file)).Select(fault => $"{Path.GetRelativePath(Sources.Root, file)}:{fault}")));
    }

    [Fact]
    public void A_forbidden_word_is_found_and_part_of_another_word_a_comment_and_a_header_are_not()
    {
        var terms = Forbidden(
            ["| xem xét | **duyệt**, coi | đọc | `Review` |", "| hưu trí | **nghỉ hưu** | | |", "| bản kê khai | **tờ khai** | | |"]);

        Assert.Equal(["duyệt", "nghỉ hưu", "tờ khai"], terms.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["1 duyệt", "4 tờ khai"],
            Faults(
                terms,
                ["<p>Bấm Duyệt rồi</p>", "bằng trình duyệt", "// tờ khai", "\"Nộp tờ  khai\"", "\"Đương chức, nghỉ hưu\"", "coi"]));
    }

    [Fact]
    public void Quotation_marks_are_of_one_kind()
    {
        var files = Files().Where(file => !SignsOfOthers.Contains(Path.GetFileName(file))).ToList();

        Assert.True(files.Count >= FewestFiles, $"Only {files.Count} files were looked at.");
        Assert.Empty(files.SelectMany(file =>
            OtherQuotes(File.ReadLines(file)).Select(line => $"{Path.GetRelativePath(Sources.Root, file)}:{line}")));
        Assert.Equal([2], OtherQuotes(["Bấm “Nộp”", "Bấm «Nộp»", "// «"]));
    }

    private static IEnumerable<int> OtherQuotes(IEnumerable<string> lines) =>
        lines.Index().Where(line => !IsComment(line.Item) && line.Item.AsSpan().IndexOfAny('«', '»') >= 0).Select(line => line.Index + 1);

    private static List<string> Forbidden(IEnumerable<string> table) =>
    [
        .. table.Select(line => line.Split('|'))
            .Where(cells => cells.Length >= 5)
            .SelectMany(cells => Bold().Matches(cells[2]).Select(match => match.Groups[1].Value))
            .Distinct(),
    ];

    /// <summary>The number of a line and the word on it.</summary>
    private static IEnumerable<string> Faults(IReadOnlyList<string> terms, IEnumerable<string> lines)
    {
        var any = string.Join('|', terms.Select(term => term.Replace(" ", @"\s+", StringComparison.Ordinal)));
        var word = new Regex($@"(?<!\w)({any})(?!\w)", RegexOptions.IgnoreCase);
        return
            from line in lines.Index()
            where !IsComment(line.Item)
            from match in word.Matches(WithoutAllowed(line.Item))
            select $"{line.Index + 1} {Spaces().Replace(match.Value, " ").ToLowerInvariant()}";
    }

    private static string WithoutAllowed(string line) =>
        Allowed.Aggregate(line, (text, phrase) => text.Replace(phrase, "", StringComparison.OrdinalIgnoreCase));

    private static bool IsComment(string line) => line.TrimStart() is ['/', '/', ..] or ['@', '*', ..];

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(Sources.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !IsMade(Path.GetRelativePath(Sources.Root, file)))
            .Concat(Directory.EnumerateFiles(Path.Combine(Sources.Root, "src", "PartyNet.Web", "frontend", "js"), "*.js"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Sources.Root, "docs", "huong-dan"), "*.md"));

    private static bool IsMade(string file) =>
        file.Split(Path.DirectorySeparatorChar).Any(part => part is "Migrations" or "obj" or "bin" or "node_modules");

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
