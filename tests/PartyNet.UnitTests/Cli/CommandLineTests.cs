using System.CommandLine;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Cli;

namespace PartyNet.UnitTests.Cli;

public sealed class CommandLineTests
{
    public static TheoryData<string> Verbs
    {
        get
        {
            using var io = new Stdio(Stream.Null, Stream.Null, Stream.Null, new FakeTimeProvider());
            return [.. Paths(CommandLine.CreateRoot(io), "")];
        }
    }

    [Fact]
    public void The_verbs_are_found_by_the_tests_that_walk_them()
    {
        Assert.Contains("text decode", Verbs.Select(v => v.Data));
        Assert.Contains("names sort", Verbs.Select(v => v.Data));
    }

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_explains_itself_on_standard_output(string verb)
    {
        var run = await CliRun.OfAsync($"{verb} --help");
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Contains($"Cách dùng:\n  {$"partynet {verb}".Trim()} ", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage", run.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(run.Error);
    }

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_answers_an_unknown_option_as_misuse(string verb)
    {
        var run = await CliRun.OfAsync($"{verb} --khong-co");
        Assert.Equal(ExitCode.Misuse, run.Exit);
        Assert.Empty(run.Output);
        Assert.Contains("Không hiểu “--khong-co”.", run.Error, StringComparison.Ordinal);
        Assert.EndsWith($"Xem cách dùng: {$"partynet {verb}".Trim()} --help\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Chưa nêu lệnh cần chạy.")]
    [InlineData("text", "Chưa nêu lệnh cần chạy.")]
    [InlineData("khong-co", "Không hiểu “khong-co”.")]
    [InlineData("text decode", "Thiếu tùy chọn --legacy.")]
    [InlineData("text decode --legacy", "Tùy chọn --legacy cần một giá trị.")]
    [InlineData("text decode --legacy viscii", "--legacy phải là auto, tcvn3 hoặc vni, không phải “viscii”.")]
    [InlineData("export --unit X --format pdf", "--format phải là xlsx, csv, docx hoặc xlsx-chinh-thuc, không phải “pdf”.")]
    [InlineData("export --unit X --format csv --format xlsx", "Tùy chọn --format chỉ được nêu một lần.")]
    [InlineData("import a.csv --unit X --kind nguoi", "--kind phải là auto, units, members hoặc accounts, không phải “nguoi”.")]
    [InlineData("import a.csv --unit X --legacy vni", "--legacy phải là refuse, convert hoặc keep, không phải “vni”.")]
    [InlineData("names sort thua", "Không hiểu “thua”.")]
    public async Task Misuse_is_said_in_Vietnamese_and_exits_with_2(string args, string sentence)
    {
        var run = await CliRun.OfAsync(args);
        Assert.Equal(ExitCode.Misuse, run.Exit);
        Assert.Empty(run.Output);
        Assert.StartsWith(sentence + "\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_fails_is_one_sentence_and_no_stack_trace()
    {
        using var error = new MemoryStream();
        using var io = new Stdio(new FailingStream(), Stream.Null, error, new FakeTimeProvider());
        var exit = await CommandLine.RunAsync(["names", "sort"], io, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.FoundSomethingWrong, exit);
        Assert.Equal("Không đọc hoặc ghi được: hỏng\n", System.Text.Encoding.UTF8.GetString(error.ToArray()));
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help setup", "setup --help")]
    [InlineData("help keys rotate", "keys rotate --help")]
    public async Task Help_is_had_by_its_name_as_well(string word, string option)
    {
        var run = await CliRun.OfAsync(word);
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Equal((await CliRun.OfAsync(option)).Text, run.Text);
    }

    [Fact]
    public async Task The_list_of_verbs_has_whole_sentences()
    {
        var lines = (await CliRun.OfAsync("help")).Text.Split('\n');
        var verbs = lines.SkipWhile(line => line != "Lệnh:").Skip(1).TakeWhile(line => line.Length > 0).ToList();
        Assert.True(verbs.Count > 10, "The verbs were not found.");
        Assert.All(verbs, line => Assert.EndsWith(".", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flag_is_shown_without_a_value_and_an_option_with_one()
    {
        var text = (await CliRun.OfAsync("setup --help")).Text;
        Assert.Contains("--unattended  ", text, StringComparison.Ordinal);
        Assert.Contains("--address <địa chỉ>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<giá trị>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_line()
    {
        var run = await CliRun.OfAsync("--version");
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+[^\n]*\n$", run.Text);
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(c => Paths(c, $"{path} {c.Name}".Trim())).Prepend(path);

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("hỏng");

        public override int Read(Span<byte> buffer) => throw new IOException("hỏng");
    }
}
