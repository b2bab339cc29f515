using Npgsql;
using PartyNet.Infrastructure.Database.Embedded;

namespace PartyNet.IntegrationTests.Database;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task A_new_folder_becomes_a_server_that_answers_with_checksums_and_utf8()
    {
        using var folder = new EmbeddedFolder();
        await using var server = await EmbeddedFolder.StartAsync(folder.Options with { Durable = true });

        Assert.True(server.IsOwner);
        Assert.Equal("on", await SettingAsync(server, "data_checksums"));
        Assert.Equal("UTF8", await SettingAsync(server, "server_encoding"));
        Assert.Equal("scram-sha-256", await SettingAsync(server, "password_encryption"));
        Assert.Equal("on", await SettingAsync(server, "fsync"));
        Assert.Equal("on", await SettingAsync(server, "synchronous_commit"));
        Assert.Equal("15s", await SettingAsync(server, "idle_in_transaction_session_timeout"));
        Assert.Equal("0", await SettingAsync(server, "log_parameter_max_length"));
        Assert.Equal("0", await SettingAsync(server, "log_parameter_max_length_on_error"));
        Assert.Equal("terse", await SettingAsync(server, "log_error_verbosity"));
        Assert.Equal("C", await AskAsync(server, "SELECT datcollate FROM pg_database WHERE datname = 'partynet'"));
        Assert.Equal(OperatingSystem.IsWindows() ? "127.0.0.1" : "", await SettingAsync(server, "listen_addresses"));
    }

    [Fact]
    public async Task The_owner_role_may_make_extensions_and_tables_and_the_app_role_may_not()
    {
        using var folder = new EmbeddedFolder();
        await using var server = await folder.StartAsync();

        await AskAsync(
            server.OwnerConnectionString(),
            "CREATE EXTENSION ltree; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION pgcrypto; CREATE TABLE mau (id int)");

        Assert.Equal("42501", await RefusalAsync(server.AppConnectionString(), "CREATE TABLE khac (id int)"));
        Assert.Equal("42501", await RefusalAsync(server.AppConnectionString(), "CREATE TEMP TABLE tam (id int)"));
        Assert.Equal("42501", await RefusalAsync(server.AppConnectionString(), "CREATE SCHEMA rieng"));
        Assert.Equal("42501", await RefusalAsync(server.AppConnectionString(), "SELECT * FROM mau"));
        Assert.Equal("42501", await RefusalAsync(server.AppConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task Neither_role_is_a_superuser_or_bypasses_row_level_security()
    {
        using var folder = new EmbeddedFolder();
        await using var server = await folder.StartAsync();

        Assert.Equal(2L, await AskAsync(server, """
            SELECT count(*) FROM pg_roles
            WHERE rolname IN ('partynet_owner', 'partynet_app') AND rolcanlogin
              AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)
            """));
        Assert.Equal("partynet_owner", await AskAsync(server, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'partynet'"));
        Assert.Equal(0L, await AskAsync(server, "SELECT count(*) FROM pg_shdepend WHERE refobjid = 'partynet_app'::regrole AND deptype = 'o'"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        using var folder = new EmbeddedFolder();
        await using var server = await folder.StartAsync();
        var guess = new NpgsqlConnectionStringBuilder(server.AppConnectionString()) { Password = "doan mo" };

        Assert.Equal("28P01", await RefusalAsync(guess.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_second_start_joins_the_running_server_and_does_not_stop_it()
    {
        using var folder = new EmbeddedFolder();
        await using var first = await folder.StartAsync();

        await using (var second = await folder.StartAsync())
        {
            Assert.False(second.IsOwner);
            Assert.Equal(first.AppConnectionString(), second.AppConnectionString());
        }

        Assert.Equal(1, await AskAsync(first, "SELECT 1"));
    }

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
        using var folder = new EmbeddedFolder();
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
        using var one = new EmbeddedFolder();
        using var other = new EmbeddedFolder();
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

    [Fact]
    public async Task Passwords_and_the_record_of_the_server_are_for_their_owner_alone()
    {
        using var folder = new EmbeddedFolder();
        await using var server = await folder.StartAsync();

        foreach (var name in (string[])["credentials.json", "server.json", "server.lock"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Path.Combine(folder.Data, name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(folder.Cluster));
    }

    [Fact]
    public async Task A_copy_of_a_database_has_its_tables_and_the_same_walls()
    {
        using var folder = new EmbeddedFolder();
        await using var server = await folder.StartAsync();
        await AskAsync(server.OwnerConnectionString(), "CREATE TABLE mau AS SELECT 7 AS so");
        NpgsqlConnection.ClearAllPools();

        await server.CreateDatabaseAsync("ban_sao", EmbeddedPostgres.DefaultDatabase, TestContext.Current.CancellationToken);

        Assert.Equal(7, await AskAsync(server.OwnerConnectionString("ban_sao"), "SELECT so FROM mau"));
        Assert.Equal("42501", await RefusalAsync(server.AppConnectionString("ban_sao"), "CREATE TEMP TABLE tam (id int)"));
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static Task<object?> SettingAsync(EmbeddedPostgres server, string name) => AskAsync(server, $"SHOW {name}");

    private static Task<object?> AskAsync(EmbeddedPostgres server, string sql) => AskAsync(server.AdminConnectionString(), sql);

    private static Task<object?> AskAsync(string connectionString, string sql) => EmbeddedFolder.AskAsync(connectionString, sql);

    private static async Task<string> RefusalAsync(string connectionString, string sql) =>
        (await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connectionString, sql))).SqlState;
}
