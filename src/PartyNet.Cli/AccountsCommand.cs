using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using PartyNet.Domain.Accounts;

namespace PartyNet.Cli;

/// <summary><c>partynet accounts normalize</c>: what PartyNet would store for addresses as people typed them.</summary>
internal static class AccountsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // The output is read by people and scripts, never put into a page: Vietnamese stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create(Stdio io)
    {
        var normalize = new Command("normalize", $$"""
            Đưa địa chỉ tài khoản về dạng chuẩn mà hệ thống sẽ lưu. Không truy cập mạng.
            Đọc từ đầu vào chuẩn (UTF-8), mỗi dòng: mạng xã hội, dấu TAB, nội dung đã gõ. Mạng xã hội là một trong:
            {{string.Join(", ", Platform.BuiltIn.Select(p => p.Code))}}. Mỗi dòng vào cho một dòng JSON. Địa chỉ bị từ chối
            là kết quả, không phải lỗi; dòng sai định dạng hoặc mạng xã hội lạ cũng được trả lời, và lệnh kết thúc với mã 1.
            """);
        normalize.SetAction(_ => Normalize(io));
        return new Command("accounts", "Xử lý địa chỉ tài khoản mạng xã hội.") { normalize };
    }

    private static int Normalize(Stdio io)
    {
        var malformed = 0;
        foreach (var line in io.ReadLines())
        {
            var (answer, isWellFormed) = Answer(line);
            malformed += isWellFormed ? 0 : 1;
            io.Out.WriteLine(JsonSerializer.Serialize(answer, Json));
        }

        if (malformed == 0)
            return ExitCode.Done;
        io.Error.WriteLine($"{malformed} dòng sai định dạng hoặc có mạng xã hội lạ; xem reason của các dòng đó.");
        return ExitCode.FoundSomethingWrong;
    }

    private static (Result Answer, bool IsWellFormed) Answer(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0)
            return (Result.Of(null, line, AccountAddress.Parse((string?)null, line)) with { Reason = NoTab }, false);
        var (code, typed) = (line[..tab].Trim(), line[(tab + 1)..]);
        var platform = Platform.Find(code);
        return (Result.Of(platform?.Code ?? code, typed, AccountAddress.Parse(code, typed)), platform is not null);
    }

    private const string NoTab =
        "Dòng này không có dấu TAB giữa mạng xã hội và nội dung đã gõ. Đồng chí ghi lại, ví dụ: facebook, dấu TAB, fb.com/nguyen.van.a.";

    /// <summary>One line of output. Scripts rely on the names and their order.</summary>
    private sealed record Result(
        string? Platform,
        string Input,
        string Outcome,
        string Kind,
        string? Canonical,
        string? Key,
        IReadOnlyList<string> Flags,
        string? Reason
    )
    {
        public static Result Of(string? platform, string input, AccountAddress address) =>
            new(
                platform,
                input,
                address.Outcome.ToString().ToLowerInvariant(),
                address.Kind.Code(),
                address.Canonical,
                address.Key,
                address.Flags.Codes(),
                address.Reason
            );
    }
}
