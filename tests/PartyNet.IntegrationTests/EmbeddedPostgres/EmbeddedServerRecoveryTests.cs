using System.Diagnostics;
using Npgsql;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.IntegrationTests.EmbeddedPostgres;

/// <summary>Whoever is killed, and in whatever order: the server ends with its owner, and no committed row is lost.</summary>
public sealed class EmbeddedServerRecoveryTests(EmbeddedSeed seed)
{
    [Fact]
    public async Task A_killed_server_comes_back_under_the_same_address_while_its_owner_lives()
    {
        using var folder = await seed.CopyAsync();
        await using var server = await StartWithARowAsync(folder);
        var killed = folder.ServerProcessId();

        Processes.Kill(killed);

        await EmbeddedFolder.UntilAsync(() => HasTheRowAsync(server));
        Assert.NotEqual(killed, folder.ServerProcessId());
    }

    [Fact]
    public async Task A_killed_server_comes_back_also_while_one_of_its_sessions_still_computes()
    {
        using var folder = await seed.CopyAsync();
        await using var server = await StartWithARowAsync(folder);
        var computing = EmbeddedFolder.AskAsync(server.AppConnectionString(), "SELECT count(*) FROM generate_series(1, 10000000)");
        await EmbeddedFolder.UntilAsync(async () =>
            await EmbeddedFolder.AskAsync(
                server.AdminConnectionString(),
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND usename = 'partynet_app'"
            )
                is 1L
        );

        Processes.Kill(folder.ServerProcessId());

        await EmbeddedFolder.UntilAsync(() => HasTheRowAsync(server));
        // Its own answer may still have reached the client or not; both are right.
        await Task.WhenAny(computing);
    }

    [Fact]
    public async Task A_killed_supervisor_is_replaced_while_its_owner_lives()
    {
        using var folder = await seed.CopyAsync();
        await using var server = await StartWithARowAsync(folder);
        var orphan = folder.ServerProcessId();

        Processes.Kill(Processes.ParentOf(orphan));

        await EmbeddedFolder.UntilAsync(async () => !Processes.IsRunning(orphan) && await HasTheRowAsync(server));
        Assert.NotEqual(orphan, folder.ServerProcessId());
    }

    [Fact]
    public async Task A_server_ends_with_its_killed_owner_and_the_next_start_finds_the_data()
    {
        using var folder = await seed.CopyAsync();
        using var owner = await StartOwnerAsync(folder);
        await MakeRowAsync(await folder.StartAsync());
        var served = folder.ServerProcessId();

        await Processes.KillAsync(owner);

        await EmbeddedFolder.UntilAsync(() => Task.FromResult(!Processes.IsRunning(served)));
        await using var next = await folder.StartAsync();
        Assert.True(next.IsOwner);
        Assert.True(await HasTheRowAsync(next));
    }

    [Fact]
    public async Task The_next_start_need_not_wait_for_the_server_of_a_killed_owner_to_end()
    {
        using var folder = await seed.CopyAsync();
        using var owner = await StartOwnerAsync(folder);
        await MakeRowAsync(await folder.StartAsync());

        await Processes.KillAsync(owner);

        await using var next = await folder.StartAsync();
        Assert.True(await HasTheRowAsync(next));
    }

    [Fact]
    public async Task A_server_that_outlived_both_owner_and_supervisor_is_stopped_by_the_next_start()
    {
        using var folder = await seed.CopyAsync();
        using var owner = await StartOwnerAsync(folder);
        await MakeRowAsync(await folder.StartAsync());
        var orphan = folder.ServerProcessId();
        await Processes.FreezeAsync(owner.Id);
        foreach (var shell in Processes.SupervisorOf(orphan))
            Processes.Kill(shell);
        await Processes.KillAsync(owner);
        Assert.True(Processes.IsRunning(orphan));

        await using var next = await folder.StartAsync();

        await EmbeddedFolder.UntilAsync(() => Task.FromResult(!Processes.IsRunning(orphan)));
        Assert.True(next.IsOwner);
        Assert.True(await HasTheRowAsync(next));
    }

    [Fact]
    public async Task A_killed_server_of_a_killed_owner_is_recovered_from_its_log()
    {
        using var folder = await seed.CopyAsync();
        using var owner = await StartOwnerAsync(folder);
        await MakeRowAsync(await folder.StartAsync());
        var served = folder.ServerProcessId();
        var supervisor = Processes.SupervisorOf(served);
        foreach (var shell in supervisor)
            await Processes.FreezeAsync(shell);
        await Processes.KillAsync(owner);
        Processes.Kill(served);
        foreach (var shell in supervisor)
            Processes.Kill(shell);

        await using var next = await folder.StartAsync();

        Assert.True(next.IsOwner);
        Assert.True(await HasTheRowAsync(next));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a number\n")]
    [InlineData("2147483646\n")]
    public async Task A_process_id_file_without_a_process_is_no_obstacle(string content)
    {
        using var folder = await seed.CopyAsync();
        await using (await StartWithARowAsync(folder))
        {
        }
        await File.WriteAllTextAsync(folder.ProcessIdFile, content, TestContext.Current.CancellationToken);

        await using var next = await folder.StartAsync();

        Assert.True(await HasTheRowAsync(next));
    }

    [Fact]
    public async Task A_process_id_that_belongs_to_somebody_else_by_now_is_no_obstacle_and_nobody_is_harmed()
    {
        using var folder = await seed.CopyAsync();
        await using (await StartWithARowAsync(folder))
        {
        }
        using var bystander = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read _"]) { RedirectStandardInput = true })!;
        await File.WriteAllTextAsync(
            folder.ProcessIdFile,
            $"{bystander.Id}\n{folder.Cluster}\n1700000000\n5432\n{folder.Cluster}\n",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder.Cluster, ".s.PGSQL.5432.lock"),
            $"{bystander.Id}\n{folder.Cluster}\n",
            TestContext.Current.CancellationToken
        );

        await using (var next = await folder.StartAsync())
            Assert.True(await HasTheRowAsync(next));

        Assert.False(bystander.HasExited);
        bystander.StandardInput.Close();
        await bystander.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_process_that_joined_gets_ordinary_errors_once_the_owner_is_gone_and_may_start_the_server_itself()
    {
        using var folder = await seed.CopyAsync();
        var owner = await StartWithARowAsync(folder);
        await using var joined = await folder.StartAsync();
        await owner.StopAsync();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => HasRowAsync(joined));

        await using var next = await folder.StartAsync();
        Assert.True(next.IsOwner);
        Assert.True(await HasTheRowAsync(next));
    }

    [Fact]
    public async Task Half_made_data_of_a_start_that_was_killed_are_cleared_away()
    {
        using var folder = new EmbeddedFolder();
        var abandoned = Path.Combine(folder.Data, "new-0123456789abcdef");
        Directory.CreateDirectory(Path.Combine(abandoned, "cluster", "base"));

        await using var server = await folder.StartAsync();

        Assert.True(server.IsOwner);
        Assert.False(Directory.Exists(abandoned));
    }

    private static string OwnerProgram =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "PartyNet.TestCommon.exe" : "PartyNet.TestCommon");

    /// <summary>Another process that owns the server of the folder; its input must stay open for as long as it shall live.</summary>
    private static async Task<Process> StartOwnerAsync(EmbeddedFolder folder)
    {
        var owner = Process.Start(
            new ProcessStartInfo(OwnerProgram, folder.Data) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        Assert.Equal("ready", await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return owner;
    }

    private static async Task<EmbeddedServer> StartWithARowAsync(EmbeddedFolder folder)
    {
        var server = await EmbeddedFolder.StartAsync(folder.Options with { Durable = true });
        await MakeRowAsync(server);
        return server;
    }

    private static async Task MakeRowAsync(EmbeddedServer server) =>
        await EmbeddedFolder.AskAsync(server.OwnerConnectionString(), "CREATE TABLE mau AS SELECT 42 AS so");

    private static async Task<bool> HasRowAsync(EmbeddedServer server) =>
        await EmbeddedFolder.AskAsync(server.OwnerConnectionString(), "SELECT so FROM mau") is 42;

    private static async Task<bool> HasTheRowAsync(EmbeddedServer server)
    {
        try
        {
            return await HasRowAsync(server);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
