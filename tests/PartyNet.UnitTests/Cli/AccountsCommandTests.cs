using System.Text.Json;
using PartyNet.Cli;

namespace PartyNet.UnitTests.Cli;

public sealed class AccountsCommandTests
{
    [Fact]
    public async Task Each_line_is_answered_with_one_object_in_the_public_order_of_keys()
    {
        var run = await CliRun.OfAsync(
            "accounts normalize",
            "facebook\tfb.com/Nguyen.Van.A\nzalo\thttps://zaloapp.com/qr/p/1abctok0000hc\n"
        );
        Assert.Equal((ExitCode.Done, ""), (run.Exit, run.Error));
        Assert.Equal(
            """
            {"platform":"facebook","input":"fb.com/Nguyen.Van.A","outcome":"ok","kind":"person","canonical":"https://www.facebook.com/nguyen.van.a","key":"nguyenvana","flags":[],"reason":null}
            {"platform":"zalo","input":"https://zaloapp.com/qr/p/1abctok0000hc","outcome":"flagged","kind":"person","canonical":"https://zaloapp.com/qr/p/1abctok0000hc","key":"qr/p/1abctok0000hc","flags":["phone-needed"],"reason":"Mã QR Zalo không cho biết số nào: cần số điện thoại đăng ký Zalo."}

            """.ReplaceLineEndings("\n"), run.Text);
    }

    [Fact]
    public async Task A_refused_address_is_a_result_and_not_a_failure()
    {
        var run = await CliRun.OfAsync("accounts normalize", "zalo\tNguyễn Văn A\n");
        Assert.Equal((ExitCode.Done, ""), (run.Exit, run.Error));
        Assert.Contains("\"input\":\"Nguyễn Văn A\",\"outcome\":\"refused\"", run.Text, StringComparison.Ordinal);
        Assert.Contains(
            "\"canonical\":null,\"key\":null,\"flags\":[],\"reason\":\"Đây là tên hiển thị",
            run.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("myspace\tabc", "myspace", "Chưa có mạng xã hội này")]
    [InlineData("facebook fb.com/abcde", null, "không có dấu TAB")]
    [InlineData("", null, "không có dấu TAB")]
    [InlineData("\tabc", "", "Chưa có mạng xã hội này")]
    public async Task A_line_that_cannot_be_read_is_answered_too_and_the_run_exits_with_1(string line, string? platform, string reason)
    {
        var run = await CliRun.OfAsync("accounts normalize", $"{line}\nx\t@khupho14\n");
        Assert.Equal(ExitCode.FoundSomethingWrong, run.Exit);
        Assert.StartsWith("1 dòng", run.Error, StringComparison.Ordinal);

        var answers = Lines(run);
        Assert.Equal(2, answers.Count);
        Assert.Equal(
            (platform, "refused"),
            (answers[0].GetProperty("platform").GetString(), answers[0].GetProperty("outcome").GetString())
        );
        Assert.Contains(reason, answers[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("ok", answers[1].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_BOM_CRLF_further_tabs_a_missing_end_of_line_and_capitals_are_all_read()
    {
        var run = await CliRun.OfAsync("accounts normalize", "\uFEFFZALO\t0912\t345 678\r\nTikTok\t@ABC.vn\r\nwebsite\texample.vn");
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Equal(["+84912345678", "abc.vn", "example.vn"], Lines(run).Select(a => a.GetProperty("key").GetString()));
        Assert.Equal("0912\t345 678", Lines(run)[0].GetProperty("input").GetString());
    }

    [Fact]
    public async Task Hostile_input_is_answered_line_by_line_in_valid_JSON()
    {
        string[] typed =
        [
            "javascript:alert(1)",
            "\"><img onerror=x>",
            "\u202Eevil",
            "😀 \u2028 \u0001 \0",
            new string('a', 1_000_000),
            "\\u0000\\",
        ];
        var run = await CliRun.OfAsync("accounts normalize", string.Concat(typed.Select(t => $"facebook\t{t}\n")));
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Equal(typed, Lines(run).Select(a => a.GetProperty("input").GetString()));
        Assert.All(Lines(run), a => Assert.Equal("refused", a.GetProperty("outcome").GetString()));
    }

    private static List<JsonElement> Lines(CliRun run) =>
        [.. run.Text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
}
