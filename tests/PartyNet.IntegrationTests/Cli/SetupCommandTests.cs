using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.IntegrationTests.Cli;

/// <summary><c>partynet setup</c> and <c>partynet move-database</c>: from an empty folder to a server of one's own.</summary>
public sealed class SetupCommandTests : IAsyncDisposable
{
    private static readonly UnixFileMode[] Private = [UnixFileMode.UserRead, UnixFileMode.UserRead | UnixFileMode.UserWrite];

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"partynet-setup-{Guid.CreateVersion7():n}");
    private EmbeddedServer? _own;

    private string Dir => Path.Combine(_root, "co-so");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_installation_is_made_from_nothing_stays_as_it_is_and_moves_to_a_server_of_its_own()
    {
        Directory.CreateDirectory(_root);

        var made = await RunAsync(
            "setup", Dir, "--unattended", "--address", "https://kekhai.xa.vn", "--names", "ke-khai.xa.vn", "--proxy", "10.0.0.0/8");
        var files = Files();
        var again = await RunAsync("setup", Dir);
        var listed = await RunAsync("keys", "list", "--dir", Dir);
        var units = Path.Combine(_root, "don-vi.csv");
        await File.WriteAllTextAsync(units, "Mã,Tên,Loại,Mã cấp trên\nBX,Đảng bộ xã Bình Xuyên,dang-bo-co-so,\n", Stop);
        var loaded = await RunAsync("import", units, "--unit", "BX", "--commit", "--dir", Dir);
        var withoutBackup = await RunAsync("doctor", "--dir", Dir);
        var backup = await RunAsync("backup", Dir);
        var withBackup = await RunAsync("doctor", "--dir", Dir);

        Assert.True(made.Exit == 0, made.Error);
        Assert.Matches("^https://kekhai\\.xa\\.vn/dat-mat-khau/[A-Za-z0-9_-]{20,}$", Assert.Single(made.Lines));
        Assert.Contains("trên đúng một máy này", made.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("LỖI", made.Error, StringComparison.Ordinal);
        Assert.Contains("ĐẠT Trang nhìn từ ngoài: chưa thử: trang chưa chạy;", made.Error, StringComparison.Ordinal);
        // The link stands below it, on standard output.
        Assert.EndsWith("\nĐường dẫn của quản trị, mở một lần khi trang đã chạy:\n", made.Error, StringComparison.Ordinal);
        Assert.True(again.Exit == 0, again.Error);
        Assert.Equal("", again.Output);
        Assert.Equal(files, Files());
        Assert.Equal(5, files.Count);
        var settings = await File.ReadAllTextAsync(Path.Combine(Dir, "partynet.json"), Stop);
        foreach (var part in (string[])["kekhai.xa.vn;ke-khai.xa.vn", "10.0.0.0/8", "http://127.0.0.1:5080", "data", "Production"])
            Assert.Contains($"\"{part}\"", settings, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var name in files.Keys)
                Assert.Contains(File.GetUnixFileMode(Path.Combine(Dir, name)), Private);
        }

        Assert.StartsWith("Phiên bản 1: đang niêm phong", Assert.Single(listed.Lines), StringComparison.Ordinal);
        Assert.True(loaded.Exit == 0, loaded.Error);
        Assert.Contains(withoutBackup.Lines, line => line.StartsWith("LỖI Sao lưu: Chưa có bản sao lưu nào", StringComparison.Ordinal));
        Assert.True(backup.Exit == 0, backup.Error);
        Assert.Contains("ĐẠT Sao lưu: bản gần nhất lúc 08:00 ngày 23/11/2026", withBackup.Lines);

        _own = await EmbeddedServer.StartAsync(
            new EmbeddedServerOptions { DataDirectory = Path.Combine(_root, "own"), Durable = false }, NullLogger.Instance, Stop);
        await ForgetRolesAsync(_own);
        var moved = await RunAsync("move-database", Dir, "--to", _own.AdminConnectionString("postgres"));
        var examined = await RunAsync("doctor", "--dir", Dir);
        var twice = await RunAsync("move-database", Dir, "--to", _own.AdminConnectionString("postgres"));

        Assert.True(moved.Exit == 0, moved.Error);
        // Nobody serves it, so nobody sees it from outside.
        var seen = examined.Lines.Where(line => !line.Contains("nhìn từ ngoài", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, line => line.StartsWith("LỖI", StringComparison.Ordinal));
        Assert.Equal(1, twice.Exit);
        Assert.True(Directory.Exists(Path.Combine(Dir, "data")), "The old data are gone.");
        Assert.Equal(
            ["BX"], await ReadAsync(_own.AdminConnectionString(), "select array_agg(code::text) from registry.units"));
    }

    [Theory]
    [InlineData("--address", "--unattended")]
    [InlineData("http://kekhai.xa.vn", "--unattended", "--address", "http://kekhai.xa.vn", "--self-signed")]
    [InlineData("--proxy", "--unattended", "--address", "https://kekhai.xa.vn")]
    [InlineData("--server", "--unattended", "--address", "https://kekhai.xa.vn", "--self-signed", "--print-sql")]
    public async Task An_answer_that_is_missing_or_none_is_named_and_nothing_is_made(string named, params string[] options)
    {
        var run = await RunAsync(["setup", Dir, .. options]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Dir), "The folder was made.");
    }

    [Fact]
    public async Task For_a_server_of_others_the_statements_are_printed_and_waited_for()
    {
        Directory.CreateDirectory(_root);

        var printed = await RunAsync(
            "setup", Dir, "--unattended", "--address", "https://kekhai.xa.vn", "--self-signed", "--server",
            "Host=127.0.0.1;Port=1;Username=postgres;Timeout=1", "--print-sql");
        var early = await RunAsync("setup", Dir);

        Assert.Equal((1, 1), (printed.Exit, early.Exit));
        Assert.Equal(
            ["partynet_owner", "partynet_app", "partynet_backup"],
            printed.Lines.Where(line => line.StartsWith("create role ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
        Assert.Contains(printed.Lines, line => line.StartsWith("create database partynet owner partynet_owner", StringComparison.Ordinal));
        Assert.Contains("Không làm việc được với máy chủ PostgreSQL", early.Error, StringComparison.Ordinal);
    }

    /// <summary>The superuser's password stands in a file; the first one is wrong, and what is missing is made by the second run.</summary>
    [Fact]
    public async Task On_a_server_of_ones_own_roles_and_database_are_made_once_it_lets_us_in()
    {
        Directory.CreateDirectory(_root);
        _own = await EmbeddedServer.StartAsync(
            new EmbeddedServerOptions { DataDirectory = Path.Combine(_root, "own"), Durable = false }, NullLogger.Instance, Stop);
        await ForgetRolesAsync(_own);
        var superuser = new NpgsqlConnectionStringBuilder(_own.AdminConnectionString("postgres"));
        var password = Path.Combine(_root, "password");
        await File.WriteAllTextAsync(password, "o; 'sai'\n", Stop);
        string[] options =
        [
            "setup", Dir, "--unattended", "--address", "https://kekhai.xa.vn", "--self-signed",
            "--server", $"Host={superuser.Host};Port={superuser.Port};Username={superuser.Username}", "--server-password-file", password,
        ];

        var refused = await RunAsync(options);
        await File.WriteAllTextAsync(password, $"{superuser.Password}\n", Stop);
        var made = await RunAsync(options);
        var again = await RunAsync(options);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("Không làm việc được với máy chủ PostgreSQL", refused.Error, StringComparison.Ordinal);
        Assert.True(made.Exit == 0, made.Error);
        Assert.StartsWith("https://kekhai.xa.vn/dat-mat-khau/", Assert.Single(made.Lines), StringComparison.Ordinal);
        Assert.True(again.Exit == 0, again.Error);
        Assert.DoesNotContain(
            superuser.Password!, await File.ReadAllTextAsync(Path.Combine(Dir, "partynet.json"), Stop), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_own is not null)
            await _own.DisposeAsync();
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
    }

    /// <summary>With no settings but those of the folder.</summary>
    private static async Task<ToolRun> RunAsync(params string[] args) => await ToolRun.OfAsync(null, args);

    private Dictionary<string, string> Files() => Directory.GetFiles(Dir).ToDictionary(
        file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    /// <summary>The embedded server comes with the roles of an installation; one of one's own does not.</summary>
    private static async Task ForgetRolesAsync(EmbeddedServer server)
    {
        await using (var template = new NpgsqlConnection(server.AdminConnectionString("template1")))
        {
            await template.OpenAsync(Stop);
            await using var give = new NpgsqlCommand("alter schema public owner to postgres", template);
            await give.ExecuteNonQueryAsync(Stop);
        }

        await using var admin = new NpgsqlConnection(server.AdminConnectionString("postgres"));
        await admin.OpenAsync(Stop);
        foreach (var sql in (string[])["drop database partynet with (force)", "drop role partynet_owner, partynet_app, partynet_backup"])
        {
            await using var command = new NpgsqlCommand(sql, admin);
            await command.ExecuteNonQueryAsync(Stop);
        }
    }

    private static async Task<string[]> ReadAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string[])(await command.ExecuteScalarAsync(Stop))!;
    }
}
