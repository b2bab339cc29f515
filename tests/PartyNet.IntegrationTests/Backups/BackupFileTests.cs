using System.Text;
using PartyNet.Infrastructure.Backups;

namespace PartyNet.IntegrationTests.Backups;

/// <summary>A sealed file that was cut, altered or put together anew does not open, and says so.</summary>
[Trait("Security", "C2")]
public sealed class BackupFileTests
{
    private const string Passphrase = "mot cau de nho that dai";
    private const int PieceWithHead = sizeof(uint) + BackupCipher.TagBytes + BackupCipher.PieceBytes;

    private static readonly byte[] Plain = [.. Enumerable.Range(0, (2 * BackupCipher.PieceBytes) + 100).Select(i => (byte)(i * 31 % 251))];

    private static readonly Lazy<Task<byte[]>> Sealed = new(SealAsync);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sealed_opens_and_nothing_of_it_is_readable()
    {
        var file = await Sealed.Value;

        Assert.Equal(Plain, await OpenAsync(file));
        Assert.StartsWith("PARTYNET-BACKUP 1 PBKDF2-SHA256 600000 ", Encoding.ASCII.GetString(file[..60]), StringComparison.Ordinal);
        Assert.Equal(-1, file.AsSpan().IndexOf(Plain.AsSpan(0, 24)));
    }

    [Theory]
    [InlineData("cut at the end")]
    [InlineData("without its last piece")]
    [InlineData("without a piece in between")]
    [InlineData("two pieces in each other's place")]
    [InlineData("a byte altered")]
    [InlineData("fewer rounds in the head")]
    [InlineData("more at the end")]
    [InlineData("something else")]
    public async Task A_file_that_is_not_what_was_written_is_refused(string harm)
    {
        var file = await Sealed.Value;
        var head = Array.IndexOf(file, (byte)'\n') + 1;
        var (secondAt, restAt) = (head + PieceWithHead, head + (2 * PieceWithHead));
        var (first, second, rest) = (file[head..secondAt], file[secondAt..restAt], file[restAt..]);
        byte[] altered = [.. file];
        altered[head + PieceWithHead + 500] ^= 1;

        byte[] harmed = harm switch
        {
            "cut at the end" => file[..^10],
            "without its last piece" => [.. file[..head], .. first, .. second],
            "without a piece in between" => [.. file[..head], .. first, .. rest],
            "two pieces in each other's place" => [.. file[..head], .. second, .. first, .. rest],
            "a byte altered" => altered,
            "fewer rounds in the head" => [.. Encoding.ASCII.GetBytes(
                Encoding.ASCII.GetString(file[..head]).Replace("600000", "100000", StringComparison.Ordinal)), .. file[head..]],
            "more at the end" => [.. file, 0],
            _ => "PK something else"u8.ToArray(),
        };

        await Assert.ThrowsAsync<BackupException>(() => OpenAsync(harmed));
    }

    [Fact]
    public async Task Another_passphrase_opens_nothing()
    {
        var refused = await Assert.ThrowsAsync<BackupException>(async () => await OpenAsync(await Sealed.Value, "mot cau khac"));

        Assert.Contains("sai mật khẩu", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> SealAsync()
    {
        using var file = new MemoryStream();
        using var cipher = BackupCipher.New(Passphrase);
        await using var sealing = new SealingStream(file, cipher);
        await sealing.BeginAsync(CancellationToken.None);
        await sealing.WriteAsync(Plain.AsMemory(0, 70_000));
        sealing.Write(Plain, 70_000, Plain.Length - 70_000);
        await sealing.FinishAsync(CancellationToken.None);
        return file.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] bytes, string passphrase = Passphrase)
    {
        using var file = new MemoryStream(bytes);
        using var cipher = await BackupCipher.OfAsync(file, passphrase, Stop);
        await using var opening = new OpeningStream(file, cipher);
        using var plain = new MemoryStream();
        await opening.CopyToAsync(plain, Stop);
        return plain.ToArray();
    }
}
