using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.Demo;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Demo;

/// <summary>What loading a demo does to a database, and where it refuses.</summary>
public sealed class DemoLoadingTests(TestDatabase databases)
{
    private static readonly DemoSize Small = new(DemoSize.Smallest, 7);

    /// <summary>Everything but what is sealed and what differs with the key.</summary>
    private const string Rows =
        """
        select concat_ws('|', u.id, u.path, u.code, u.name, u.kind_code) from registry.units u
        union all select concat_ws('|', m.id, m.code, m.unit_id, m.full_name, m.birth_date, m.joined_on, m.position, m.declaration_state, m.declaration_state_at, m.current_declaration_id) from registry.members m
        union all select concat_ws('|', d.id, d.member_id, d.number, d.status, d.answer, d.unchanged, d.previous_id, d.submitted_at, d.decided_at, d.decided_by) from registry.declarations d
        union all select concat_ws('|', a.id, a.declaration_id, a.position, a.platform_code, a.kind, a.use, a.flags) from registry.declared_accounts a
        union all select concat_ws('|', g.id, g.user_id, g.member_id, g.role, g.unit_id, u.user_name, u.security_stamp) from access.grants g join access.users u on u.id = g.user_id
        order by 1
        """;

    [Fact]
    public async Task The_same_seed_gives_the_same_rows_and_another_seed_others()
    {
        await using var first = await LoadedAsync(Small);
        await using var second = await LoadedAsync(Small);
        await using var other = await LoadedAsync(Small with { Seed = 8 });

        var rows = await DemoDatabase.ReadAsync<string>(first, Rows);

        Assert.True(rows.Count > 1_000);
        Assert.Equal(rows, await DemoDatabase.ReadAsync<string>(second, Rows));
        Assert.Empty(rows.Intersect(await DemoDatabase.ReadAsync<string>(other, Rows)));
    }

    [Fact]
    public async Task A_large_demo_keeps_every_index_and_key_of_the_database()
    {
        const string structure =
            """
            select pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('registry', 'access', 'audit')
            union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated from pg_constraint where contype in ('f', 'p', 'u', 'c')
            order by 1
            """;
        await using var database = await databases.NewDatabaseAsync();
        var before = await DemoDatabase.ReadAsync<string>(database, structure);

        var loaded = await LoadAsync(database, new DemoSize(5_000, 1));

        Assert.InRange(loaded!.MemberRows, 5_000, 5_500);
        Assert.Equal(
            [0L],
            await DemoDatabase.ReadAsync<long>(
                database,
                "select registry.wrong_member_search() + registry.wrong_standings() + registry.wrong_usages() from access.widen_scope()"));
        Assert.Equal(before, await DemoDatabase.ReadAsync<string>(database, structure));
        Assert.Equal(
            [5_000L],
            await DemoDatabase.ReadAsync<long>(
                database,
                "select count(*) from registry.members m where activity_status in (1, 2) and not exists (select from registry.units "
                    + "s where s.code = 'm01-02' and m.unit_path ^@ s.path)"
            )
        );
    }

    [Fact]
    public async Task A_database_that_holds_something_is_left_as_it_is()
    {
        await using var database = await LoadedAsync(Small);
        var before = await DemoDatabase.ReadAsync<string>(database, Rows);

        Assert.Null(await LoadAsync(database, Small with { Seed = 9 }));
        Assert.Equal(before, await DemoDatabase.ReadAsync<string>(database, Rows));
    }

    [Fact]
    public async Task The_walls_stand_again_and_audit_names_the_loading()
    {
        await using var database = await LoadedAsync(Small);

        var open = await DemoDatabase.ReadAsync<string>(
            database,
            "select relname::text from pg_class where relrowsecurity and not relforcerowsecurity order by 1"
        );
        var resting = await DemoDatabase.ReadAsync<string>(database, "select tgname::text from pg_trigger where tgenabled <> 'O'");
        var processes = await DemoDatabase.ReadAsync<string>(
            database,
            "select e.payload ->> 'memberRows' from audit.processes p join audit.process_events e on e.process_id = p.id where p.type = 405"
        );
        var members = await DemoDatabase.ReadAsync<long>(database, "select count(*) from registry.members");

        // These two never bind their owner.
        Assert.Equal(["unit_notices", "units"], open);
        Assert.Empty(resting);
        Assert.Equal($"{members.Single()}", Assert.Single(processes));
        await using var app = DataSources.ForApp(database.AppConnectionString);
        Assert.Equal(
            0L,
            await app.CreateCommand("select count(*) from registry.members").ExecuteScalarAsync(TestContext.Current.CancellationToken)
        );
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            app.CreateCommand("update registry.units set version = version").ExecuteNonQueryAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal("PN001", refused.SqlState);
    }

    [Fact]
    public async Task Units_that_are_made_afterwards_get_labels_of_their_own()
    {
        await using var database = await LoadedAsync(Small);

        var next = (await DemoDatabase.ReadAsync<long>(database, "select nextval('registry.unit_label')")).Single();
        var labels = await DemoDatabase.ReadAsync<string>(
            database,
            "select distinct label from registry.units, unnest(string_to_array(trim(trailing '.' from path), '.')) label"
        );

        Assert.DoesNotContain(Domain.Units.UnitPath.Label(next), labels);
    }

    [Fact]
    public async Task Production_refuses_a_demo_database()
    {
        await using var database = await LoadedAsync(Small);

        var refused = await Assert.ThrowsAsync<InstallationException>(() => OpenAsync(database, InstallationMode.Production));

        Assert.StartsWith("Cơ sở dữ liệu này chứa dữ liệu mẫu", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InstallationMode.Development, true)]
    [InlineData(InstallationMode.Production, false)]
    public async Task Only_a_host_in_development_fills_an_empty_database(InstallationMode mode, bool isFilled)
    {
        await using var database = await databases.NewDatabaseAsync();

        await using var installation = await OpenAsync(database, mode);

        Assert.Equal(isFilled, installation.IsDemo);
        Assert.Equal([isFilled], await DemoDatabase.ReadAsync<bool>(database, "select exists (select from registry.units)"));
    }

    private async Task<ClusterDatabase> LoadedAsync(DemoSize size)
    {
        var database = await databases.NewDatabaseAsync();
        Assert.NotNull(await LoadAsync(database, size));
        return database;
    }

    /// <summary>As a host that brings the demo along.</summary>
    private static async Task<Installation> OpenAsync(ClusterDatabase database, InstallationMode mode)
    {
        var keyFile = Path.Combine(Path.GetTempPath(), $"partynet-keys-{Guid.CreateVersion7():n}.json");
        KeyRing.Generate().Save(keyFile);
        try
        {
            var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:PartyNet"] = database.AppConnectionString,
                ["ConnectionStrings:PartyNetOwner"] = database.OwnerConnectionString,
                ["Protection:KeyFile"] = keyFile,
            }).Build();
            return await Installation.OpenAsync(
                settings,
                mode,
                TestDatabase.Clock,
                NullLogger.Instance,
                TestContext.Current.CancellationToken,
                fillEmpty: (owner, keys, clock, cancellationToken) =>
                    DemoOrganisation.LoadAsync(owner, keys, Small, clock, cancellationToken)
            );
        }
        finally
        {
            File.Delete(keyFile);
        }
    }

    private static Task<DemoLoaded?> LoadAsync(ClusterDatabase database, DemoSize size) =>
        DemoOrganisation.LoadAsync(
            database.OwnerConnectionString,
            KeyRing.Generate(),
            size,
            TestDatabase.Clock,
            TestContext.Current.CancellationToken
        );
}
