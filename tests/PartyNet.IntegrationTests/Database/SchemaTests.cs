using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.IntegrationTests.Cli;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Database;

/// <summary>Which schemas a release works with, how it comes to its own, and what it says of others.</summary>
public sealed class SchemaTests(TestDatabase databases)
{
    private const string Next = "29991231235959_Next";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_serves_on_while_the_next_one_only_adds_and_refuses_what_breaks_it_with_the_command_to_type()
    {
        await using var installation = await ProductionAsync();
        // What the next release brings along: a column that may be empty, one with a default, a table.
        await RunAsync(
            installation.Database,
            $"""
            alter table registry.members add nickname_hash bytea;
            alter table registry.declarations add weight int not null default 0;
            create table registry.next_things (id int primary key);
            insert into registry.additive_migrations values ('{Next}');
            insert into registry.migrations (migration_id, product_version) values ('{Next}', '11.0.0');
            """);

        await using (var opened = await OpenAsync(installation))
        {
            Assert.True(await Readiness.IsReadyAsync(opened.App, Stop));
            await using var services = TestDatabase.Services(opened, TestDatabase.Clock);
            var declarer = await Declarer.InAsync(await World.CreateAsync(services));
            Assert.Equal(1, (await declarer.DeclareAsync(new TypedAccount("facebook", "fb.com/an.nguyen"))).Number);
        }

        var doctor = await installation.RunAsync("doctor");
        var downwards = await installation.RunAsync("migrate");
        await RunAsync(installation.Database, "delete from registry.additive_migrations");
        var refused = await Assert.ThrowsAsync<InstallationException>(() => OpenAsync(installation));
        await using var app = DataSources.ForApp(installation.Database.AppConnectionString);

        Assert.Contains(doctor.Lines, line => line.StartsWith("CHÚ Ý Cấu trúc cơ sở dữ liệu: ", StringComparison.Ordinal));
        Assert.Equal(1, downwards.Exit);
        Assert.All(
            new[] { downwards.Error, refused.Message },
            said =>
            {
                Assert.Contains(Next, said, StringComparison.Ordinal);
                Assert.Contains("partynet restore", said, StringComparison.Ordinal);
            });
        Assert.False(await Readiness.IsReadyAsync(app, Stop));
    }

    [Fact]
    public async Task Migrate_backs_up_first_waits_for_nobody_long_and_names_who_is_in_the_way()
    {
        await using var installation = await ProductionAsync();
        // As the release before left it.
        await RunAsync(
            installation.Database,
            """
            drop index audit.ix_processes_backups;
            delete from registry.migrations where migration_id like '%_LastBackups';
            """);
        var refused = await Assert.ThrowsAsync<InstallationException>(() => OpenAsync(installation));
        var passphrase = installation.PathOf("passphrase");
        await File.WriteAllTextAsync(passphrase, "mot cau de nho that dai\n", Stop);
        var folder = installation.PathOf("backups");
        var alone = await installation.RunAsync("migrate", "--no-backup", "--lock-timeout", "0");
        installation.Settings["ConnectionStrings:PartyNetBackup"] = installation.Database.BackupConnectionString;
        installation.Settings["Backup:PassphraseFile"] = passphrase;
        installation.Settings["Backup:Directory"] = folder;

        await using (var other = new NpgsqlConnection(installation.Database.OwnerConnectionString + ";Application Name=bao-cao"))
        {
            await other.OpenAsync(Stop);
            await using var holding = await other.BeginTransactionAsync(Stop);
            await using (var hold = new NpgsqlCommand("lock table audit.processes in access share mode", other, holding))
                await hold.ExecuteNonQueryAsync(Stop);
            var blocked = await installation.RunAsync("migrate", "--lock-timeout", "1", "--no-backup");

            Assert.Equal(1, blocked.Exit);
            Assert.Contains($"phiên số {other.ProcessID} ", blocked.Error, StringComparison.Ordinal);
            Assert.Contains("chương trình bao-cao", blocked.Error, StringComparison.Ordinal);
            Assert.Contains("Không sao lưu trước (--no-backup)", blocked.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder));
        }

        // What came before the wall stays done; taken away once more, so that there is something to back up for.
        await RunAsync(
            installation.Database,
            """
            drop index if exists audit.ix_processes_backups;
            delete from registry.migrations where migration_id like '%_LastBackups';
            """);
        var migrated = await installation.RunAsync("migrate");

        Assert.Equal(2, alone.Exit);
        Assert.Contains("“partynet migrate”", refused.Message, StringComparison.Ordinal);
        Assert.True(migrated.Exit == 0, migrated.Error);
        Assert.Contains(Assert.Single(Directory.GetFiles(folder)), migrated.Error, StringComparison.Ordinal);
        await using var opened = await OpenAsync(installation);
        Assert.False(opened.IsDemo);
    }

    /// <summary>The mark is believed by releases that know nothing else of a migration.</summary>
    [Fact]
    public void A_migration_that_says_it_only_adds_does_nothing_else()
    {
        using var context = DatabaseMigrator.Context("Host=nowhere");
        var assembly = context.GetService<IMigrationsAssembly>();
        var additive = assembly.Migrations.Where(known => SchemaState.Additive.Contains(known.Key)).ToList();

        Assert.NotEmpty(additive);
        foreach (var (id, type) in additive)
        {
            var operations = assembly.CreateMigration(type, context.Database.ProviderName!).UpOperations;
            var made = operations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet();
            Assert.Empty(operations.Where(operation => !Adds(operation, made)).Select(operation => $"{id}: {operation.GetType().Name}"));
        }
    }

    private static bool Adds(MigrationOperation operation, HashSet<string> made) => operation switch
    {
        CreateTableOperation or EnsureSchemaOperation => true,
        CreateIndexOperation index => !index.IsUnique || made.Contains(index.Table),
        AddColumnOperation column => column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null,
        _ => false,
    };

    private async Task<ToolInstallation> ProductionAsync()
    {
        var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        installation.Settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        return installation;
    }

    private static Task<Installation> OpenAsync(ToolInstallation installation) => Installation.OpenAsync(
        new ConfigurationBuilder().AddInMemoryCollection(installation.Settings).Build(), InstallationMode.Production, TestDatabase.Clock,
        NullLogger.Instance, Stop);

    private static async Task RunAsync(ClusterDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
