using PartyNet.Cli;

namespace PartyNet.UnitTests.Cli;

public sealed class NamesCommandTests
{
    [Fact]
    public async Task Names_come_out_in_roster_order()
    {
        var run = await CliRun.OfAsync("names sort", "Trần Văn Ước\nLê Đức\nNguyễn Văn Ánh\n\nPhạm Thị Ân\r\nLê Dũng\nBùi Văn Ánh");
        Assert.Equal(
            (ExitCode.Done, "Bùi Văn Ánh\nNguyễn Văn Ánh\nPhạm Thị Ân\nLê Dũng\nLê Đức\nTrần Văn Ước\n", ""),
            (run.Exit, run.Text, run.Error)
        );
    }

    [Fact]
    public async Task Equal_names_keep_their_order_and_their_spelling()
    {
        var run = await CliRun.OfAsync("names sort", "Lê Hoà\nLÊ  HÒA\nLê Hòa\nLê Hoa\n");
        Assert.Equal("Lê Hoa\nLê Hoà\nLÊ  HÒA\nLê Hòa\n", run.Text);
    }

    [Fact]
    public async Task Decomposed_names_come_out_composed()
    {
        var run = await CliRun.OfAsync("names sort", "\uFEFFNguye\u0302\u0303n An\n");
        Assert.Equal("Nguyễn An\n"u8.ToArray(), run.Output);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_shown_and_reported()
    {
        var run = await CliRun.OfAsync("names sort", [(byte)'A', 0xFF, (byte)'\n']);
        Assert.Equal((ExitCode.FoundSomethingWrong, "A\uFFFD\n"), (run.Exit, run.Text));
        Assert.Contains("không phải UTF-8", run.Error, StringComparison.Ordinal);
    }
}
