using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.IntegrationTests.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Audit;

/// <summary>
/// What somebody can make of audit who works as the application's role with every setting as they like: nothing that did not happen by a
/// session whose secret they hold.
/// </summary>
[Trait("Security", "G4")]
[Trait("Security", "Z10")]
public sealed class AuditForgeryTests(TestDatabase database)
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>Outside a process of this transaction.</summary>
    private const string Outside = "PN001";

    /// <summary>Who acts is not proven.</summary>
    private const string Unproven = "PN002";

    /// <summary>A role is given and ended by whoever may, and never altered.</summary>
    private const string NotTheirs = "PN003";

    private static readonly ProcessType[] OpenToAll =
    [
        ProcessType.SignedIn, ProcessType.SignInFailed, ProcessType.SlipUsed, ProcessType.SlipFrozen,
    ];

    private const string Recording = "select audit.record(array['Forged'], array['{}'], array[]::uuid[], array[]::uuid[])";
    private const string Concerning = "select audit.concern(array[$1]::uuid[])";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("insert into audit.processes (id, type, at, request_id) values (gen_random_uuid(), 202, now(), '')")]
    [InlineData(
        "insert into audit.processes (id, type, at, actor_id, request_id) select gen_random_uuid(), 202, now(), gen_random_uuid(), ''")]
    [InlineData("insert into audit.process_events (process_id, type, payload) select current_setting('app.process')::uuid, 'Forged', '{}'")]
    [InlineData(
        "insert into audit.process_subjects (process_id, member_id) select current_setting('app.process')::uuid, gen_random_uuid()")]
    [InlineData(
        """
        insert into audit.row_changes (process_id, table_name, operation, row_ids)
        select current_setting('app.process')::uuid, 'x', 'I', '{}'
        """)]
    [InlineData("copy audit.process_events (process_id, type, payload) from stdin")]
    [InlineData("update audit.processes set at = now()")]
    [InlineData("update audit.processes set transaction_id = pg_current_xact_id()")]
    [InlineData("update audit.process_events set payload = '{}'")]
    [InlineData("delete from audit.processes")]
    [InlineData("delete from audit.process_events")]
    [InlineData("delete from audit.process_subjects")]
    [InlineData("delete from audit.row_changes")]
    [InlineData("truncate audit.processes, audit.process_events, audit.process_subjects, audit.row_changes")]
    [InlineData("select nextval('audit.processes_sequence_seq')")]
    [InlineData("select setval('audit.processes_sequence_seq', 1)")]
    [InlineData("alter table audit.processes disable trigger all")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("insert into access.operator_passes values (sha256('mine'), now() + interval '1 hour')")]
    [InlineData("select * from access.operator_passes")]
    [InlineData("update access.sessions set expires_at = now() + interval '1 year'")]
    [InlineData(
        """
        insert into access.sessions (token_hash, id, user_id, security_stamp, started_at, last_seen_at, expires_at, idle_minutes,
            server_seen_at, server_expires_at)
        select sha256('mine'), gen_random_uuid(), u.id, u.security_stamp, now(), now(), now() + interval '1 hour', 60, now(), now()
        from access.users u limit 1
        """)]
    public async Task Audit_and_what_it_rests_on_are_not_written_by_hand(string statement)
    {
        var (world, user) = await SecretaryAsync();
        await using var caller = await RawCaller.OpenAsync(database);
        await caller.BeginAsync(await world.SessionAsync(user));

        Assert.Equal(Denied, await caller.RefusalAsync(statement));
    }

    [Fact]
    public async Task Without_a_secret_with_one_that_is_made_up_and_with_ids_and_hashes_that_can_be_read_nobody_acts()
    {
        var (world, user) = await SecretaryAsync();
        var reference = await world.SessionAsync(user);
        await using var caller = await RawCaller.OpenAsync(database);
        var hash = (byte[])(await caller.AskAsync("select token_hash from access.sessions where user_id = $1", user.Id))!;

        foreach (var secret in new[]
        {
            null, "", "made-up", user.Id.ToString(), user.UserName, user.SecurityStamp, Convert.ToHexString(hash),
            Convert.ToBase64String(hash), reference + "x", reference[..^1],
        })
        {
            await caller.SetAsync(user: user.Id);
            Assert.Equal(Unproven, await caller.RefusalAsync(() => caller.BeginAsync(secret)));
        }

        Assert.Null(await caller.RefusalAsync(() => caller.BeginAsync(reference)));
    }

    [Fact]
    public async Task What_nobody_known_does_is_of_nobody_and_of_four_kinds()
    {
        await using var caller = await RawCaller.OpenAsync(database);
        var open = new List<ProcessType>();
        foreach (var type in Enum.GetValues<ProcessType>())
        {
            var refusal = await caller.RefusalAsync(async () =>
            {
                var id = await caller.BeginAsync(secret: null, type);
                Assert.Equal(DBNull.Value, await caller.AskAsync("select actor_id from audit.processes where id = $1", id));
            });
            if (refusal is null)
                open.Add(type);
            else
                Assert.Equal(Unproven, refusal);
        }

        Assert.Equal(OpenToAll, open);
    }

    [Fact]
    public async Task Nobody_signed_in_changes_no_member_no_role_and_no_unit()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        var user = await world.UserAsync(member, (Role.Secretary, world.Branch));
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;
        await using var caller = await RawCaller.OpenAsync(database);
        foreach (var (type, secret) in OpenToAll.Select(type => (type, (string?)null)).Append((ProcessType.PasswordSet, link)))
        {
            await caller.BeginAsync(secret, type);
            foreach (var (sql, id) in Changes(member, user, world))
                Assert.Equal(Unproven, await caller.RefusalAsync(sql, id));
        }
    }

    [Fact]
    public async Task A_password_is_set_by_whoever_holds_the_living_link_of_the_user_and_by_nobody_else()
    {
        var (world, user) = await SecretaryAsync();
        var administrator = await Administrator.InAsync(world);
        var older = (await administrator.LinkAsync(user)).Value;
        var link = (await administrator.LinkAsync(user)).Value;
        var closed = await world.UserAsync();
        var closedLink = (await administrator.LinkAsync(closed)).Value;
        await administrator.CloseAsync(closed);
        await using var caller = await RawCaller.OpenAsync(database);

        var process = await caller.BeginAsync(link, ProcessType.PasswordSet, forSelf: true);
        const string whose = "select format('%s %s', actor_id, actor_role) from audit.processes where id = $1";
        Assert.Equal($"{user.Id} ", await caller.AskAsync(whose, process));
        foreach (var secret in new[] { null, "", "x", link + "x", older, closedLink })
            Assert.Equal(Unproven, await caller.RefusalAsync(() => caller.BeginAsync(secret, ProcessType.PasswordSet)));
        Assert.Equal(Unproven, await caller.RefusalAsync(
            () => caller.BeginAsync(link, ProcessType.PasswordSet, at: TestDatabase.Morning + SetupLink.Lifetime)));
        foreach (var type in Enum.GetValues<ProcessType>().Except([ProcessType.PasswordSet]))
            Assert.Equal((Unproven, type), (await caller.RefusalAsync(() => caller.BeginAsync(link, type)), type));
    }

    [Fact]
    public async Task A_secret_is_worth_what_its_session_is_and_no_longer()
    {
        var (world, user) = await SecretaryAsync();
        var (living, ended, idle, old, shifted) = (
            await world.SessionAsync(user), await world.SessionAsync(user), await world.SessionAsync(user), await world.SessionAsync(user),
            await world.SessionAsync(user));
        await world.RunAsync<ISessions, bool>(AccessScope.Nobody, async sessions =>
        {
            await sessions.EndAsync(ended, SessionEnd.SignedOut, Stop);
            return true;
        });
        // By the server's clock: whoever says the time themselves cannot bring these back.
        await AgeAsync(idle, "server_seen_at = now() - interval '31 minutes'");
        await AgeAsync(old, "server_expires_at = now()");
        var later = TestDatabase.Morning + SessionLimits.Member.Idle;
        await using var caller = await RawCaller.OpenAsync(database);

        foreach (var secret in new[] { ended, idle, old })
            Assert.Equal(Unproven, await caller.RefusalAsync(() => caller.BeginAsync(secret)));
        Assert.Equal(Unproven, await caller.RefusalAsync(() => caller.BeginAsync(shifted, at: later)));
        Assert.Null(await caller.RefusalAsync(() => caller.BeginAsync(living)));

        foreach (var secret in new[] { idle, old })
        {
            await caller.RunAsync("select access.touch_session(sha256(convert_to($1, 'UTF8')), now())", secret);
            Assert.Equal(Unproven, await caller.RefusalAsync(() => caller.BeginAsync(secret)));
        }

        await world.WriteAsync(ProcessType.UserClosed, db => db.Users.Attach(user).Entity.ClosedAt = TestDatabase.Morning);
        Assert.Equal(Unproven, await caller.RefusalAsync(() => caller.BeginAsync(living)));
    }

    [Fact]
    public async Task Actor_server_time_and_order_are_found_out_and_not_said()
    {
        var (world, user) = await SecretaryAsync();
        var other = await world.UserAsync(null, (Role.Board, world.District));
        await using var caller = await RawCaller.OpenAsync(database);
        var first = await caller.BeginAsync(await world.SessionAsync(user));
        await caller.SetAsync(first, other.Id);
        await caller.RunAsync(Recording);
        var said = TestDatabase.Morning.AddMinutes(3);
        var second = await caller.BeginAsync(await world.SessionAsync(other), at: said);
        await caller.RunAsync(Recording);
        await caller.CommitAsync();

        const string actor = "select actor_id from audit.processes where id = $1";
        Assert.Equal(user.Id, await caller.AskAsync(actor, first));
        Assert.Equal(other.Id, await caller.AskAsync(actor, second));
        const string real =
            "select at = $2 and recorded_at between now() - interval '5 minutes' and clock_timestamp() from audit.processes where id = $1";
        Assert.Equal(true, await caller.AskAsync(real, first, TestDatabase.Morning));
        Assert.Equal(true, await caller.AskAsync(real, second, said));
        const string order =
            "select (select sequence from audit.processes where id = $1) < (select sequence from audit.processes where id = $2)";
        Assert.Equal(true, await caller.AskAsync(order, first, second));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, await caller.RefusalAsync(
            "select audit.begin_process($1, 201::smallint, $3, $2, false, null, null, null, '', null, null, null)",
            first, await world.SessionAsync(user), said));
    }

    [Fact]
    public async Task The_role_is_one_that_the_actor_holds_and_that_reaches_the_unit_or_none()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync(null, (Role.Secretary, world.Branch), (Role.Committee, world.OtherGrassroots));
        await world.WriteAsync(ProcessType.GrantGiven, db => db.Grants.Add(Grant.Give(
            Guid.CreateVersion7(), user.Id, null, Role.Board, world.SecondBranch, TestDatabase.Morning.AddDays(-9), TestDatabase.Morning)));
        var secret = await world.SessionAsync(user);
        await using var caller = await RawCaller.OpenAsync(database);

        Assert.Equal($"{(int)Role.Secretary} {world.Branch.Id} {world.Branch.Path}", await RoleAsync(world.Branch.Id));
        Assert.Equal($"{(int)Role.Committee} {world.OtherGrassroots.Id} {world.OtherBranch.Path}", await RoleAsync(world.OtherBranch.Id));
        Assert.Equal($"  {world.District.Path}", await RoleAsync(world.District.Id));
        Assert.Equal($"  {world.SecondBranch.Path}", await RoleAsync(world.SecondBranch.Id));
        Assert.Equal($"  {world.Branch.Path}", await RoleAsync(world.Branch.Id, forSelf: true));
        Assert.Equal("  ", await RoleAsync(null));

        async Task<object?> RoleAsync(Guid? unit, bool forSelf = false)
        {
            var id = await caller.BeginAsync(secret, unit: unit, forSelf: forSelf);
            return await caller.AskAsync(
                "select format('%s %s %s', actor_role, actor_unit_id, unit_path) from audit.processes where id = $1", id);
        }
    }

    [Fact]
    public async Task Nothing_is_slipped_under_a_process_that_is_committed_or_of_another_transaction()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        var user = await world.UserAsync(member, (Role.Secretary, world.Branch));
        var secret = await world.SessionAsync(user);
        await using var caller = await RawCaller.OpenAsync(database);
        var committed = await caller.BeginAsync(secret);
        Assert.Null(await caller.RefusalAsync(Recording));
        await caller.RunAsync(Recording);
        await caller.CommitAsync();
        await using var other = await RawCaller.OpenAsync(database);
        var elsewhere = await other.BeginAsync(secret);

        foreach (var process in new Guid?[] { committed, elsewhere, Guid.CreateVersion7(), null })
        {
            await caller.SetAsync(process, user.Id, member.Id);
            Assert.Equal(Outside, await caller.RefusalAsync(Recording));
            Assert.Equal(Outside, await caller.RefusalAsync(Concerning, member.Id));
            Assert.Equal(Outside, await caller.RefusalAsync(
                "select access.start_session('mine', gen_random_uuid(), $1, now(), now() + interval '1 hour', 30)", user.Id));
            foreach (var (sql, id) in Changes(member, user, world))
                Assert.Equal(Outside, await caller.RefusalAsync(sql, id));
        }

        await caller.BeginAsync(secret);
        foreach (var (sql, id) in Changes(member, user, world))
            Assert.Equal(sql.Contains("access.grants", StringComparison.Ordinal) ? NotTheirs : null, await caller.RefusalAsync(sql, id));
    }

    /// <summary>
    /// Only the application can tell whether the password was right: but it cannot act as somebody whom audit does not see sign in.
    /// </summary>
    [Fact]
    public async Task A_session_starts_with_a_process_of_signing_in_that_is_its_users()
    {
        var (world, user) = await SecretaryAsync();
        const string starting = "select access.start_session('forged ' || $1, gen_random_uuid(), $1::uuid, $2, $2 + interval '1 hour', 30)";
        await using var caller = await RawCaller.OpenAsync(database);

        await caller.BeginAsync(await world.SessionAsync(user));
        Assert.Equal(Outside, await caller.RefusalAsync(starting, user.Id.ToString(), TestDatabase.Morning));
        await caller.BeginAsync(await world.SessionAsync(user), ProcessType.SignedIn);
        Assert.Equal(Outside, await caller.RefusalAsync(starting, user.Id.ToString(), TestDatabase.Morning));
        await caller.BeginAsync(secret: null, ProcessType.SignInFailed);
        Assert.Equal(Outside, await caller.RefusalAsync(starting, user.Id.ToString(), TestDatabase.Morning));

        var signedIn = await caller.BeginAsync(secret: null, ProcessType.SignedIn);
        await caller.RunAsync(starting, user.Id.ToString(), TestDatabase.Morning);
        Assert.Equal(Outside, await caller.RefusalAsync(starting, user.Id.ToString(), TestDatabase.Morning));
        Assert.Equal(user.Id, await caller.AskAsync("select actor_id from audit.processes where id = $1", signedIn));
    }

    /// <summary>By a slip a session starts, and a member is told of it, only where one of that member's has just been used.</summary>
    [Fact]
    [Trait("Security", "A14")]
    public async Task What_a_slip_does_is_done_by_one_that_is_used_or_frozen()
    {
        var world = await database.NewWorldAsync();
        var (member, other) = (await world.MemberAsync(), await world.MemberAsync());
        var (user, otherUser) = (await world.UserAsync(member), await world.UserAsync(other));
        const string starting = "select access.start_session('forged ' || $1, gen_random_uuid(), $1::uuid, $2, $2 + interval '1 hour', 30)";
        const string naming = "select audit.record(array['Forged'], array['{}'], array[$1]::uuid[], array[null]::uuid[])";
        await using var caller = await RawCaller.OpenAsync(database);

        foreach (var type in OpenToAll)
        {
            await caller.BeginAsync(secret: null, type);
            Assert.Equal(Unproven, await caller.RefusalAsync(naming, member.Id));
            Assert.Equal(Unproven, await caller.RefusalAsync(Concerning, member.Id));
        }

        await PrintAsync("used_at", member);
        await PrintAsync("frozen_at", other);
        await caller.BeginAsync(secret: null, ProcessType.SlipUsed);
        Assert.Equal(Outside, await caller.RefusalAsync(starting, otherUser.Id.ToString(), TestDatabase.Morning));
        Assert.Equal(Outside, await caller.RefusalAsync(starting, user.Id.ToString(), TestDatabase.Morning.AddMinutes(15)));
        Assert.Equal(Unproven, await caller.RefusalAsync(naming, other.Id));
        Assert.Null(await caller.RefusalAsync(naming, member.Id));
        Assert.Null(await caller.RefusalAsync(starting, user.Id.ToString(), TestDatabase.Morning));
        await caller.BeginAsync(secret: null, ProcessType.SlipFrozen);
        Assert.Equal(Unproven, await caller.RefusalAsync(naming, member.Id));
        Assert.Null(await caller.RefusalAsync(naming, other.Id));

        async Task PrintAsync(string what, Member holder)
        {
            await using var superuser = await database.OpenAsSuperuserAsync();
            await using var print = new NpgsqlCommand(
                $"""
                insert into access.activation_slips
                    (id, member_id, unit_path, digest, printed_at, printed_by, printed_from, expires_at, wrong_tries, {what})
                select gen_random_uuid(), m.id, m.unit_path, sha256(m.id::text::bytea), $2, m.id, m.unit_path, $2 + interval '9 days', 0, $2
                from registry.members m where m.id = $1
                """, superuser);
            print.Parameters.Add(new() { Value = holder.Id });
            print.Parameters.Add(new() { Value = TestDatabase.Morning });
            await print.ExecuteNonQueryAsync(Stop);
        }
    }

    [Fact]
    public async Task The_delivery_of_an_export_is_told_after_the_session_by_the_same_secret_and_within_the_hour()
    {
        var (world, user) = await SecretaryAsync();
        var secret = await world.SessionAsync(user);
        var another = await world.SessionAsync(await world.UserAsync(null, (Role.Board, world.District)));
        await using var caller = await RawCaller.OpenAsync(database);
        var export = await caller.BeginAsync(secret, ProcessType.RosterExported, world.Branch.Id);
        await caller.RunAsync(Recording);
        await caller.CommitAsync();
        foreach (var reference in new[] { secret, another })
        {
            await world.RunAsync<ISessions, bool>(AccessScope.Nobody, async sessions =>
            {
                await sessions.EndAsync(reference, SessionEnd.SignedOut, Stop);
                return true;
            });
        }

        Assert.Null(await DeliverAsync(secret, export));
        Assert.Equal(Unproven, await DeliverAsync(another, export));
        Assert.Equal(Unproven, await DeliverAsync(null, export));
        Assert.Equal(Unproven, await DeliverAsync(secret, null));
        Assert.Equal(Unproven, await DeliverAsync(secret, export, ProcessType.RosterExported));
        await using (var superuser = await database.OpenAsSuperuserAsync())
        {
            await using var age = new NpgsqlCommand(
                "update audit.processes set recorded_at = now() - interval '61 minutes' where id = $1", superuser);
            age.Parameters.Add(new() { Value = export });
            await age.ExecuteNonQueryAsync(Stop);
        }

        Assert.Equal(Unproven, await DeliverAsync(secret, export));

        Task<string?> DeliverAsync(string? by, Guid? follows, ProcessType type = ProcessType.RosterDelivered) =>
            caller.RefusalAsync(() => caller.BeginAsync(by, type, world.Branch.Id, follows));
    }

    /// <summary>Changes that the settings of the caller allow, each with the id that it takes.</summary>
    private static (string Sql, Guid Id)[] Changes(Member member, User user, World world) =>
    [
        ("update registry.members set full_name = 'Kẻ Mạo Danh' where id = $1", member.Id),
        ("update access.grants set role = 3 where user_id = $1", user.Id),
        ("update registry.units set name = 'x' where id = $1", world.Branch.Id),
        (
            """
            insert into registry.declarations
                (id, member_id, unit_path, number, status, answer, unchanged, account_count, submitted_at, version)
            select gen_random_uuid(), m.id, m.unit_path, 99, 1, 1, false, 0, now(), 1 from registry.members m where m.id = $1
            """,
            member.Id),
    ];

    private async Task<(World World, User User)> SecretaryAsync()
    {
        var world = await database.NewWorldAsync();
        return (world, await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
    }

    private async Task AgeAsync(string reference, string change)
    {
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            $"update access.sessions set {change} where token_hash = sha256(convert_to($1, 'UTF8'))", superuser);
        command.Parameters.Add(new() { Value = reference });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
    }
}
