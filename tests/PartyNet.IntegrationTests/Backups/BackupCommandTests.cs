using Npgsql;
using PartyNet.Infrastructure.Protection;
using PartyNet.IntegrationTests.Cli;
using PartyNet.IntegrationTests.Demo;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Backups;

/// <summary><c>partynet backup</c> and <c>partynet restore</c>: the database is dropped, and comes back.</summary>
public sealed class BackupCommandTests(TestDatabase databases)
{
    /// <summary>What every table holds, but for whose number or content is of one server, and for what the restoring adds.</summary>
    private const string Content =
        """
        select t.name || ' ' || (xpath('/row/c/text()', query_to_xml(format(
            'select count(*) || '' '' || coalesce(md5(string_agg(md5((to_jsonb(x) - ''transaction_id'')::text), '''' order by md5((to_jsonb(x) - ''transaction_id'')::text))), '''') as c from %s x %s',
            t.name, case t.name when 'audit.processes' then 'where type not in (13, 14)'
                when 'audit.process_events' then 'where type not in (''BackupTaken'', ''BackupRestored'')' else '' end), false, true, '')))[1]::text
        from (select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname in ('registry', 'access', 'audit', 'import')
                and n.nspname || '.' || c.relname not in ('access.sessions', 'access.operator_passes')) t
        order by 1
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_database_is_dropped_and_comes_back_as_it_was()
    {
        await using var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        var folder = Directory.CreateDirectory(installation.PathOf("backups")).FullName;
        var passphrase = installation.PathOf("passphrase");
        await File.WriteAllTextAsync(passphrase, "mot cau de nho that dai\n", Stop);
        installation.Settings["ConnectionStrings:PartyNetBackup"] = installation.Database.BackupConnectionString;
        installation.Settings["Backup:PassphraseFile"] = passphrase;
        var loaded = await installation.RunAsync("demo", "--members", "300");
        Assert.True(loaded.Exit == 0, loaded.Error);
        var before = await ContentAsync(installation.Database);

        var made = await installation.RunAsync("backup", folder);
        Assert.True(made.Exit == 0, made.Error);
        var file = Assert.Single(made.Lines);
        var again = await installation.RunAsync("backup", folder);
        var occupied = await installation.RunAsync("restore", file);
        await using var empty = await databases.NewEmptyDatabaseAsync();
        installation.Settings["ConnectionStrings:PartyNet"] = empty.AppConnectionString;
        installation.Settings["ConnectionStrings:PartyNetOwner"] = empty.OwnerConnectionString;
        var otherKeys = installation.PathOf("other.json");
        KeyRing.Generate().Save(otherKeys);
        var withOtherKeys = await installation.RunAsync("restore", folder, "--drill", "--keys", otherKeys);
        var restored = await installation.RunAsync("restore", folder, "--verify");

        Assert.True(before.Count >= 35, $"Only {before.Count} tables were looked at.");
        Assert.Equal(before, await ContentAsync(empty));
        Assert.DoesNotContain("registry.blind_indexes 0 ", before);
        // A second within the same second is not written over, and a place that holds something is left alone.
        Assert.Equal((1, 1), (again.Exit, occupied.Exit));
        Assert.Contains("không ghi đè", again.Error, StringComparison.Ordinal);
        Assert.Contains("không trống", occupied.Error, StringComparison.Ordinal);
        Assert.True(restored.Exit == 0, restored.Output + restored.Error);
        Assert.All(restored.Lines, line => Assert.StartsWith("ĐẠT ", line, StringComparison.Ordinal));
        Assert.Contains(restored.Lines, line => line.StartsWith("ĐẠT Dữ liệu mã hóa: đọc được cả ", StringComparison.Ordinal));
        // The drill finds out today that the safe holds another key, and leaves nothing behind.
        Assert.Equal(1, withOtherKeys.Exit);
        Assert.Contains(withOtherKeys.Lines, line => line.StartsWith("LỖI Khóa và dữ liệu: ", StringComparison.Ordinal));
        Assert.Contains("Diễn tập KHÔNG đạt", withOtherKeys.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        // Audit of the old place knows the backup, that of the new one where its rows are from.
        Assert.Equal([1L], await CountAsync(installation.Database, "BackupTaken"));
        Assert.Equal([1L], await CountAsync(empty, "BackupRestored"));
        Assert.Equal([0L], await DemoDatabase.ReadAsync<long>(empty, "select count(*) from access.sessions"));
        // New rows get numbers of their own.
        var sequences = await DemoDatabase.ReadAsync<string>(empty, SequencesSql);
        Assert.Equal(await DemoDatabase.ReadAsync<string>(installation.Database, SequencesSql), sequences);
    }

    [Fact]
    public async Task Old_backups_go_when_a_new_one_is_there_and_a_passphrase_is_needed()
    {
        await using var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        var folder = Directory.CreateDirectory(installation.PathOf("backups")).FullName;
        var passphrase = installation.PathOf("passphrase");
        installation.Settings["ConnectionStrings:PartyNetBackup"] = installation.Database.BackupConnectionString;
        string[] old = ["partynet-20250101T000000Z.backup", "partynet-20250102T000000Z.backup", "ghi-chu.txt"];
        foreach (var name in old)
            await File.WriteAllTextAsync(Path.Combine(folder, name), "", Stop);

        var without = await installation.RunAsync("backup", folder);
        await File.WriteAllTextAsync(passphrase, "ngan", Stop);
        var tooShort = await installation.RunAsync("backup", folder, "--passphrase-file", passphrase);
        await File.WriteAllTextAsync(passphrase, "mot cau de nho that dai", Stop);
        var made = await installation.RunAsync("backup", folder, "--passphrase-file", passphrase, "--keep", "2");
        var misused = await installation.RunAsync("backup", folder, "--keep", "0");

        Assert.Equal((1, 1, 0, 2), (without.Exit, tooShort.Exit, made.Exit, misused.Exit));
        Assert.Contains("--passphrase-file", without.Error, StringComparison.Ordinal);
        Assert.Contains("quá ngắn", tooShort.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["ghi-chu.txt", "partynet-20250102T000000Z.backup", "partynet-20261123T010000Z.backup"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_role_of_backups_reads_everything_and_writes_nothing()
    {
        await using var database = await databases.NewDatabaseAsync();
        await using var backup = new NpgsqlConnection(database.BackupConnectionString);
        await backup.OpenAsync(Stop);
        await using (var lift = new NpgsqlCommand("set default_transaction_read_only = off", backup))
            await lift.ExecuteNonQueryAsync(Stop);

        string[] forbidden =
        [
            "delete from registry.members", "insert into audit.processes default values", "create table t ()", "set role partynet_owner",
        ];
        foreach (var sql in forbidden)
        {
            await using var write = new NpgsqlCommand(sql, backup);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => write.ExecuteNonQueryAsync(Stop))).SqlState);
        }

        await using var read = new NpgsqlCommand("select count(*) from registry.unit_kinds", backup);
        Assert.NotEqual(0L, await read.ExecuteScalarAsync(Stop));
    }

    private const string SequencesSql =
        "select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences where schemaname = 'registry' order by 1";

    private static Task<IReadOnlyList<string>> ContentAsync(ClusterDatabase database) => DemoDatabase.ReadAsync<string>(database, Content);

    private static Task<IReadOnlyList<long>> CountAsync(ClusterDatabase database, string type) =>
        DemoDatabase.ReadAsync<long>(database, $"select count(*) from audit.process_events where type = '{type}'");
}
