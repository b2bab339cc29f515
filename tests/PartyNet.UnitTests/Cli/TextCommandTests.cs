using System.Text;
using PartyNet.Cli;

namespace PartyNet.UnitTests.Cli;

public sealed class TextCommandTests
{
    [Theory]
    [InlineData("auto", "TrÇn Quèc To¶n\nL\u00ADu Hå", "Trần Quốc Toản\nLưu Hồ\n")]
    [InlineData("tcvn3", "  Hå ChÝ Minh\r\n\r\n", "  Hồ Chí Minh\n\n")]
    [InlineData("auto", "Leâ Hoàng Phong\nHoàng\n", "Lê Hồng Phong\nHồng\n")]
    [InlineData("vni", "Hoàng\n", "Hồng\n")]
    [InlineData("auto", "\uFEFFNguye\u0302\u0303n\n", "Nguyễn\n")]
    [InlineData("auto", "NGUYEN VAN AN\n", "NGUYEN VAN AN\n")]
    [InlineData("auto", "", "")]
    public async Task Decode_gives_a_composed_line_for_each_line(string legacy, string input, string expected)
    {
        var run = await CliRun.OfAsync($"text decode --legacy {legacy}", input);
        Assert.Equal((ExitCode.Done, expected, ""), (run.Exit, run.Text, run.Error));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("tcvn3")]
    public async Task Decode_reads_files_as_they_lie_on_disk_in_single_bytes(string legacy)
    {
        var run = await CliRun.OfAsync(
            $"text decode --legacy {legacy}",
            [.. Encoding.Latin1.GetBytes("L\u00ADu V¨n Hïng "), 0x96, .. " A\n"u8]
        );
        Assert.Equal((ExitCode.Done, "Lưu Văn Hùng – A\n", ""), (run.Exit, run.Text, run.Error));
    }

    [Fact]
    public async Task Decode_reads_the_Unicode_text_that_spreadsheets_save()
    {
        var run = await CliRun.OfAsync(
            "text decode --legacy auto",
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Nguyễn\r\n")]
        );
        Assert.Equal((ExitCode.Done, "Nguyễn\n"), (run.Exit, run.Text));
    }

    [Fact]
    public async Task Decode_leaves_undecided_text_alone_and_says_so()
    {
        const string mixed = "NguyÔn V¨n Hïng\nNguyễn Văn Hùng\n";
        var run = await CliRun.OfAsync("text decode --legacy auto", mixed);
        Assert.Equal((ExitCode.FoundSomethingWrong, mixed), (run.Exit, run.Text));
        Assert.StartsWith("Không nhận ra chắc chắn bảng mã", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_has_no_byte_order_mark_and_no_carriage_return()
    {
        var run = await CliRun.OfAsync("text decode --legacy auto", "\uFEFFAn\r\nBình\r\n");
        Assert.Equal("An\nBình\n"u8.ToArray(), run.Output);
    }
}
