using Npgsql;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.IntegrationTests.EmbeddedPostgres;

/// <summary>What a running server promises; all tests look at the same one.</summary>
public sealed class EmbeddedServerTests(EmbeddedServerTests.Running running) : IClassFixture<EmbeddedServerTests.Running>
{
    private EmbeddedServer Server => running.Server;

    [Fact]
    public async Task A_new_folder_becomes_a_server_that_answers_with_checksums_and_utf8()
    {
        Assert.True(Server.IsOwner);
        Assert.Equal("on", await SettingAsync("data_checksums"));
        Assert.Equal("UTF8", await SettingAsync("server_encoding"));
        Assert.Equal("scram-sha-256", await SettingAsync("password_encryption"));
        Assert.Equal("on", await SettingAsync("fsync"));
        Assert.Equal("on", await SettingAsync("synchronous_commit"));
        Assert.Equal("15s", await SettingAsync("idle_in_transaction_session_timeout"));
        Assert.Equal("0", await SettingAsync("log_parameter_max_length"));
        Assert.Equal("0", await SettingAsync("log_parameter_max_length_on_error"));
        Assert.Equal("terse", await SettingAsync("log_error_verbosity"));
        Assert.Equal("C", await AskAsync("SELECT datcollate FROM pg_database WHERE datname = 'partynet'"));
        Assert.Equal(OperatingSystem.IsWindows() ? "127.0.0.1" : "", await SettingAsync("listen_addresses"));
    }

    [Fact]
    public async Task The_owner_role_may_make_extensions_and_tables_and_the_app_role_may_not()
    {
        await AskAsync(
            Server.OwnerConnectionString(),
            "CREATE EXTENSION ltree; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION pgcrypto; CREATE TABLE "
                + "mau (id int)"
        );

        Assert.Equal("42501", await RefusalAsync(Server.AppConnectionString(), "CREATE TABLE khac (id int)"));
        Assert.Equal("42501", await RefusalAsync(Server.AppConnectionString(), "CREATE TEMP TABLE tam (id int)"));
        Assert.Equal("42501", await RefusalAsync(Server.AppConnectionString(), "CREATE SCHEMA rieng"));
        Assert.Equal("42501", await RefusalAsync(Server.AppConnectionString(), "SELECT * FROM mau"));
        Assert.Equal("42501", await RefusalAsync(Server.AppConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task Neither_role_is_a_superuser_or_bypasses_row_level_security()
    {
        Assert.Equal(2L, await AskAsync("""
            SELECT count(*) FROM pg_roles
            WHERE rolname IN ('partynet_owner', 'partynet_app') AND rolcanlogin
              AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)
            """));
        Assert.Equal("partynet_owner", await AskAsync("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'partynet'"));
        Assert.Equal(0L, await AskAsync("SELECT count(*) FROM pg_shdepend WHERE refobjid = 'partynet_app'::regrole AND deptype = 'o'"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var guess = new NpgsqlConnectionStringBuilder(Server.AppConnectionString()) { Password = "doan mo" };

        Assert.Equal("28P01", await RefusalAsync(guess.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_second_start_joins_the_running_server_and_does_not_stop_it()
    {
        await using (var second = await running.Folder.StartAsync())
        {
            Assert.False(second.IsOwner);
            Assert.Equal(Server.AppConnectionString(), second.AppConnectionString());
        }

        Assert.Equal(1, await AskAsync("SELECT 1"));
    }

    [Fact]
    public async Task Passwords_and_the_record_of_the_server_are_for_their_owner_alone()
    {
        foreach (var name in (string[])["credentials.json", "server.json", "server.lock"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Path.Combine(running.Folder.Data, name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(running.Folder.Cluster));
    }

    [Fact]
    public async Task A_copy_of_a_database_has_its_tables_and_the_same_walls()
    {
        await Server.CreateDatabaseAsync("ban_goc", cancellationToken: TestContext.Current.CancellationToken);
        await AskAsync(Server.OwnerConnectionString("ban_goc"), "CREATE TABLE mau AS SELECT 7 AS so");

        await Server.CreateDatabaseAsync("ban_sao", "ban_goc", TestContext.Current.CancellationToken);

        Assert.Equal(7, await AskAsync(Server.OwnerConnectionString("ban_sao"), "SELECT so FROM mau"));
        Assert.Equal("42501", await RefusalAsync(Server.AppConnectionString("ban_sao"), "CREATE TEMP TABLE tam (id int)"));
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private Task<object?> SettingAsync(string name) => AskAsync($"SHOW {name}");

    private Task<object?> AskAsync(string sql) => AskAsync(Server.AdminConnectionString(), sql);

    private static Task<object?> AskAsync(string connectionString, string sql) => EmbeddedFolder.AskAsync(connectionString, sql);

    private static async Task<string> RefusalAsync(string connectionString, string sql) =>
        (await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connectionString, sql))).SqlState;

    /// <summary>A server with the settings of the real application.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal EmbeddedFolder Folder { get; } = new();

        internal EmbeddedServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await EmbeddedFolder.StartAsync(Folder.Options with { Durable = true });

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            Folder.Dispose();
        }
    }
}
