using System.Text.Json;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.IntegrationTests.Protection;

/// <summary>C4: the key file of an installation; a start with another one is refused with what is wrong with it.</summary>
[Trait("Security", "C4")]
public sealed class KeyFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("partynet-keys-");

    private string File => Path.Combine(_folder.FullName, "keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_ring_that_was_saved_is_the_one_that_is_loaded_and_its_owner_alone_reads_it()
    {
        var ring = KeyRing.Generate();
        ring.Save(File);

        var loaded = KeyRing.Load(File);

        Assert.Equal(ring.Newest.Data, loaded.Newest.Data);
        Assert.Equal(ring.Newest.Index, loaded.Newest.Index);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Throws<IOException>(() => KeyRing.Generate().Save(File));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_read_or_write_is_refused(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights are otherwise there.");
        KeyRing.Generate().Save(File);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | more);

        Assert.Contains("chmod 400", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_holds_something_else_is_refused()
    {
        Assert.Contains(File, Refused(), StringComparison.Ordinal);
        string[] others =
        [
            "", "null", "{}", """{"keys":null}""", """{"keys":[]}""", """{"keys":[null]}""", """{"keys":[{"version":1}]}""",
            """{"keys":[{"version":1,"data":"<base64>","index":""}]}""", "keys",
        ];
        foreach (var text in others)
        {
            Write(text);
            Assert.Contains(File, Refused(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Weak_keys_the_same_twice_and_keys_of_a_manual_are_refused()
    {
        byte[] good = KeyRing.Generate().Newest.Data, other = KeyRing.Generate().Newest.Data;
        (string What, byte[] Data, byte[] Index)[] weak =
        [
            ("zeros", new byte[32], other), ("one letter", [.. Enumerable.Repeat((byte)'k', 32)], other),
            ("a pattern", [.. Enumerable.Range(0, 32).Select(i => (byte)(i % 8))], other), ("short", good[..16], other),
            ("long", [.. good, .. good], other), ("nothing", [], other), ("weak index", good, new byte[32]), ("the same twice", good, good),
        ];

        foreach (var (what, data, index) in weak)
        {
            Write((data, index));
            Assert.True(Refused().Contains("quá yếu", StringComparison.Ordinal), what);
        }

        Write((good, other), (other, good));
        Assert.Contains("cùng phiên bản", Refused(), StringComparison.Ordinal);
        Write((good, other));
        Assert.Equal(good, KeyRing.Load(File).Newest.Data);
    }

    private void Write(params (byte[] Data, byte[] Index)[] keys) =>
        Write(JsonSerializer.Serialize(new { keys = keys.Select(key => new { version = 1, data = key.Data, index = key.Index }) }));

    private void Write(string text)
    {
        System.IO.File.Delete(File);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(File, options);
        writer.Write(text);
    }

    private string Refused() => Assert.Throws<KeyRingException>(() => KeyRing.Load(File)).Message;
}
