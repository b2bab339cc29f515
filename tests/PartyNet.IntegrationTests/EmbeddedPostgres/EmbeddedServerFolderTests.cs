using Npgsql;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.IntegrationTests.EmbeddedPostgres;

/// <summary>How starts and stops on data folders go together.</summary>
public sealed class EmbeddedServerFolderTests(EmbeddedSeed seed)
{
    [Fact]
    public async Task Of_starts_at_the_same_moment_one_owns_the_server_and_the_others_join()
    {
        using var folder = new EmbeddedFolder();

        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(folder.StartAsync)));

        var owner = Assert.Single(servers, s => s.IsOwner);
        foreach (var server in servers)
            Assert.Equal(1, await EmbeddedFolder.AskAsync(server.AppConnectionString(), "SELECT 1"));
        await owner.StopAsync();
    }

    [Fact]
    public async Task Data_are_there_after_stopping_and_starting()
    {
        using var folder = await seed.CopyAsync();
        await using (var server = await folder.StartAsync())
            await AskAsync(server.OwnerConnectionString(), "CREATE TABLE mau AS SELECT 42 AS so");
        Assert.False(File.Exists(folder.ProcessIdFile));

        await using var again = await folder.StartAsync();

        Assert.True(again.IsOwner);
        Assert.Equal(42, await AskAsync(again.OwnerConnectionString(), "SELECT so FROM mau"));
    }

    [Fact]
    public async Task Two_folders_hold_two_servers_side_by_side()
    {
        using var one = await seed.CopyAsync();
        using var other = await seed.CopyAsync();
        await using var first = await one.StartAsync();
        await using var second = await other.StartAsync();

        await AskAsync(first.OwnerConnectionString(), "CREATE TABLE chi_o_mot_noi (id int)");

        Assert.Equal(DBNull.Value, await AskAsync(second, "SELECT to_regclass('chi_o_mot_noi')::text"));
        Assert.NotEqual(one.ServerProcessId(), other.ServerProcessId());
    }

    [Theory]
    [InlineData("Đảng bộ xã, 'An Bình' \"2025\" $HOME")]
    [InlineData("a-name-that-is-too-long-for-a-unix-socket-a-name-that-is-too-long-for-a-unix-socket-a-name-that-is-too-long")]
    public async Task The_folder_may_have_any_name(string name)
    {
        using var folder = new EmbeddedFolder();
        var options = folder.Options with { DataDirectory = folder.Below(name) };

        string socketFolder;
        await using (var server = await EmbeddedFolder.StartAsync(options))
        {
            socketFolder = new NpgsqlConnectionStringBuilder(server.AppConnectionString()).Host!;
            Assert.Equal(Path.GetFullPath(folder.Below(name)), server.DataDirectory);
            Assert.Equal(1, await AskAsync(server, "SELECT 1"));
        }
        await using (var again = await EmbeddedFolder.StartAsync(options))
            Assert.True(again.IsOwner);

        Assert.False(socketFolder.StartsWith(options.DataDirectory, StringComparison.Ordinal));
        Assert.False(Directory.Exists(socketFolder));
    }

    private static Task<object?> AskAsync(EmbeddedServer server, string sql) => AskAsync(server.AdminConnectionString(), sql);

    private static Task<object?> AskAsync(string connectionString, string sql) => EmbeddedFolder.AskAsync(connectionString, sql);
}
