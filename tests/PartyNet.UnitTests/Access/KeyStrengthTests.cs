using System.Text;
using System.Text.Json;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.UnitTests.Access;

/// <summary>C4: keys that somebody made up are refused at the start, in a sentence.</summary>
[Trait("Security", "C4")]
public sealed class KeyStrengthTests
{
    private static readonly byte[] Random = Convert.FromHexString("9f03d1c86a5e27b4f01288cd7be95a3c41d60ef7b39a2485c7106f53e8ab1d72");

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "quá ít byte khác nhau")]
    [InlineData("deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "quá ít byte khác nhau")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "các byte cách đều nhau")]
    [InlineData("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0efeeedecebeae9e8e7e6e5e4e3e2e1e0", "các byte cách đều nhau")]
    [InlineData("00112233445566778899aabbccddeeff0f1e2d3c4b5a69788796a5b4c3d2e1f0", "các byte cách đều nhau")]
    [InlineData("9f03d1c86a5e27b4f01288cd7be95a3c9f03d1c86a5e27b4f01288cd7be95a3c", "một đoạn lặp lại")]
    [InlineData("9f03d1c86a5e27b4f01288cd7be95a3c9f03d1c86a5e27b4f01288cd7be95a00", "một đoạn lặp lại")]
    [InlineData("9f03d1c86a5e27b4f01288cd7be95a3c41d60ef7b39a2485c7106f53e8ab1d", "khóa không dài 32 byte")]
    [InlineData("9f03d1c86a5e27b4f01288cd7be95a3c41d60ef7b39a2485c7106f53e8ab1d72", "hai khóa suy ra được từ nhau")]
    [InlineData("9e02d0c96b5f26b5f11389cc7ae85b3d40d70ff6b29b2584c6116e52e9aa1c73", "hai khóa suy ra được từ nhau")]
    public void A_key_with_a_pattern_is_refused(string hex, string why) => Refused(Convert.FromHexString(hex), why);

    [Theory]
    [InlineData("day-la-khoa-bi-mat-cua-PartyNet!")]
    [InlineData("0123456789abcdefghijklmnopqrstuv")]
    [InlineData("Thay doi khoa nay truoc khi dung")]
    [InlineData("changeme-changeme-CHANGEME-12345")]
    public void A_key_that_was_typed_is_refused(string text) => Refused(Encoding.ASCII.GetBytes(text), "quá yếu");

    [Fact]
    public void The_example_of_the_manual_is_no_key()
    {
        var manual = File.ReadAllText(Path.Combine(Repository(), "docs", "operations.md"));
        var example = manual[manual.IndexOf("{ \"keys\"", StringComparison.Ordinal)..];

        Assert.Contains("không đúng định dạng", Load(example[..example.IndexOf('`', StringComparison.Ordinal)])!, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_keys_are_taken()
    {
        for (var i = 0; i < 2_000; i++)
        {
            var ring = KeyRing.Generate();
            Assert.Null(Load(KeyFile(ring.Newest.Data, ring.Newest.Index)));
        }
    }

    private static void Refused(byte[] key, string why)
    {
        foreach (var refusal in (string?[])[Load(KeyFile(key, Random)), Load(KeyFile(Random, key))])
        {
            Assert.NotNull(refusal);
            Assert.Contains(why, refusal, StringComparison.Ordinal);
            Assert.Contains("openssl rand -base64 32", refusal, StringComparison.Ordinal);
        }
    }

    private static string KeyFile(byte[] data, byte[] index) =>
        JsonSerializer.Serialize(new { keys = new[] { new { version = 1, data, index } } });

    /// <summary>What is said of a key file; null where it is taken.</summary>
    private static string? Load(string json)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead);
            KeyRing.Load(path);
            return null;
        }
        catch (KeyRingException e)
        {
            return e.Message;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PartyNet.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
