using System.Security.Cryptography;
using System.Text;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Protection;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary>The sheet for the safe: all that is needed, besides a backup, to read the data again when every disk is gone.</summary>
internal static class KeySheet
{
    private const int GroupLength = 4;
    private const int CheckBytes = 4;

    /// <summary>Eight letters by which one sees that two keys are the same, and learns nothing of them.</summary>
    public static string Check(KeyVersion key) =>
        Convert.ToHexString(SHA256.HashData([.. key.Data, .. key.Index])[..CheckBytes]);

    public static async Task WriteAsync(
        string path, IReadOnlyList<KeyVersion> keys, Stdio io, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(SecretFile.Create(path), Encoding.UTF8);
        await writer.WriteAsync(Text(keys, io).AsMemory(), cancellationToken);
    }

    private static string Text(IReadOnlyList<KeyVersion> keys, Stdio io)
    {
        var text = new StringBuilder(
            $"""
            PHIẾU KHẨN CẤP PARTYNET                                   MẬT: cất trong két
            Lập lúc {VietnamTime.Full(io.Clock.GetUtcNow())}

            Ai có phiếu này và một bản sao lưu thì đọc được mọi dữ liệu. Không chụp ảnh, không gửi đi.

            Khi mất máy: cài PartyNet lên máy khác, gõ lại tệp khóa dưới đây vào keys.json (bỏ dấu cách
            trong khóa), đặt quyền chỉ mình đọc (chmod 400 keys.json), chạy “partynet keys list” và so
            mã kiểm; rồi khôi phục bản sao lưu (xem docs/huong-dan/cai-dat.md).

            TỆP KHÓA keys.json
            """);
        text.AppendLine().AppendLine("{ \"keys\": [").AppendJoin(",\n", keys.Select(Json)).AppendLine().AppendLine("] }").AppendLine();
        return text.AppendJoin('\n', keys.Select(key => $"Mã kiểm của phiên bản {key.Version}: {Check(key)}")).AppendLine().ToString();
    }

    private static string Json(KeyVersion key) =>
        $$"""
          { "version": {{key.Version}},
            "data":  "{{Grouped(key.Data)}}",
            "index": "{{Grouped(key.Index)}}" }
        """;

    private static string Grouped(byte[] key) =>
        string.Join(' ', Convert.ToBase64String(key).Chunk(GroupLength).Select(letters => new string(letters)));
}
