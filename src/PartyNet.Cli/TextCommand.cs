using System.CommandLine;
using System.Text;
using PartyNet.Domain.Text;

namespace PartyNet.Cli;

/// <summary><c>partynet text decode</c>: text of old Vietnamese fonts to Unicode.</summary>
internal static class TextCommand
{
    public static Command Create(Stdio io) =>
        new("text", "Xử lý chữ tiếng Việt.") { CreateDecode(io) };

    private static Command CreateDecode(Stdio io)
    {
        var legacy = new Option<string>("--legacy")
        {
            Description = "Bảng mã của dữ liệu vào: auto (tự nhận ra trên toàn bộ dữ liệu), tcvn3 (phông .Vn…) hoặc vni (phông VNI-…).",
            HelpName = "auto|tcvn3|vni",
            Required = true,
        };
        legacy.AcceptOnly(["auto", "tcvn3", "vni"]);
        var decode = new Command("decode", """
            Đổi các dòng chữ bảng mã cũ (TCVN3, VNI) sang Unicode dựng sẵn (NFC).
            Đọc từ đầu vào chuẩn: UTF-8, UTF-16 có BOM, hoặc byte của Windows-1252 nếu không phải UTF-8. Mỗi dòng vào cho một dòng ra.
            Với auto, bảng mã được quyết định cho cả đầu vào chứ không cho từng dòng; khi không đủ dấu hiệu thì giữ nguyên chữ, báo
            trên luồng lỗi và kết thúc với mã 1. Chữ đã là Unicode thì chỉ chuẩn hóa NFC.
            """)
        {
            legacy,
        };
        decode.SetAction(parsed => Decode(io, parsed.GetRequiredValue(legacy)));
        return decode;
    }

    private static LegacyEncoding? ParseEncoding(string name) => name switch
    {
        "tcvn3" => LegacyEncoding.Tcvn3,
        "vni" => LegacyEncoding.Vni,
        _ => null,
    };

    private static int Decode(Stdio io, string legacy)
    {
        var lines = ReadLines(io.Input);
        var encoding = ParseEncoding(legacy) ?? LegacyText.Detect(lines).Encoding;
        foreach (var line in lines)
            io.Out.WriteLine(LegacyText.Decode(line, encoding));
        if (encoding != LegacyEncoding.Undecided)
            return ExitCode.Done;
        io.Error.WriteLine(
            "Không nhận ra chắc chắn bảng mã nên giữ nguyên chữ. Nếu biết phông chữ, hãy chạy lại với --legacy tcvn3 hoặc --legacy vni."
        );
        return ExitCode.FoundSomethingWrong;
    }

    // Files of that time lie on disk as single bytes. Such bytes are practically never valid UTF-8, so the attempt tells them apart.
    private static List<string> ReadLines(Stream input)
    {
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        try
        {
            return ReadLines(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            return ReadLines(bytes, CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        }
    }

    private static List<string> ReadLines(MemoryStream bytes, Encoding encoding)
    {
        bytes.Position = 0;
        using var reader = new StreamReader(bytes, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }
}
