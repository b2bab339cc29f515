using ErrorOr;
using Npgsql;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>Work in the background: done once, whole or not at all, by whoever asked and with what they may now.</summary>
public sealed class LoadWorkTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static byte[] TwoMembers =>
        LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Lê Văn Ba", citizen: "001061000002", born: "1961"));

    [Fact]
    public async Task A_short_list_is_planned_while_the_page_waits_and_committed_in_the_background_by_whoever_asked()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await world.StartedAsync(secretary, branch, TwoMembers);

        LoadSite.Done(await site.PlanAsync(secretary, branch, load));
        var planned = await world.LoadAsync(secretary, branch, load);
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        var waiting = await world.LoadAsync(secretary, branch, load);
        Assert.Empty(await site.MembersAsync());
        await site.Worker.WorkAsync(Stop);
        var done = await world.LoadAsync(secretary, branch, load);

        Assert.Equal((LoadState.Planned, 2, 2), (planned.State, planned.Plan!.Creates, planned.Of));
        Assert.Equal((LoadState.Committing, true), (waiting.State, waiting.GoesOn));
        Assert.Equal((LoadState.Committed, null), (done.State, done.Failure));
        Assert.NotNull(done.Plan!.CommittedAt);
        Assert.Equal(TestDatabase.Morning.AddDays(30), done.UndoEndsAt);
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await site.MembersAsync());
        // Audit says who, in which role and where, though no session was open.
        Assert.Equal(
            [$"{secretary.UserId}|{(short)Role.Secretary}|{branch.Id}"],
            await site.SqlAsync(
                $"select actor_id, actor_role, actor_unit_id from audit.processes where type = {(short)ProcessType.MembersImported} "
                    + "and actor_id is not null"));
        Assert.Equal(["0"], await site.SqlAsync("select count(*) from import.orders"));
    }

    [Fact]
    public async Task A_long_list_is_planned_in_the_background_after_the_session_of_whoever_asked_has_ended()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, district) = (site.World, site.World.District);
        var board = await world.ScopeAsync(Role.Board, district);
        var rows = Enumerable.Range(0, LoadWork.FewRows + 1)
            .Select(i => Row(
                $"Lê {(char)('A' + i / 26 % 26)} {(char)('A' + i % 26)}", citizen: $"0010600{i:00000}", branch: world.Branch.Code));
        var load = await world.StartedAsync(board, district, LoadWorld.Members([.. rows]));

        LoadSite.Done(await site.PlanAsync(board, district, load));
        var waiting = await world.LoadAsync(board, district, load);
        await site.SqlAsync("delete from access.sessions returning 1");
        await site.Worker.WorkAsync(Stop);

        Assert.Equal((LoadState.Planning, null), (waiting.State, waiting.Plan));
        var planned = await world.LoadAsync(board, district, load);
        Assert.Equal((LoadState.Planned, LoadWork.FewRows + 1), (planned.State, planned.Plan!.Rows));
    }

    [Fact]
    public async Task The_same_file_twice_has_nothing_to_do()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var secretary = await site.World.ScopeAsync(Role.Secretary, site.World.Branch);
        await site.CommittedAsync(secretary, site.World.Branch, await site.PlannedAsync(secretary, site.World.Branch, TwoMembers));

        var again = await site.World.LoadAsync(
            secretary, site.World.Branch, await site.PlannedAsync(secretary, site.World.Branch, TwoMembers));

        Assert.Equal((0, 0, 2, 0), (again.Plan!.Creates, again.Plan.Updates, again.Plan.Unchanged, again.Plan.Held));
    }

    [Fact]
    public async Task Where_the_registry_has_changed_since_nothing_happens_and_a_new_plan_is_offered()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var stale = await site.PlannedAsync(secretary, branch, TwoMembers);
        await world.ImportAsync(branch, Row("Lê Văn An", citizen: "001060000001", born: "1960"));

        var refused = await site.CommittedAsync(secretary, branch, stale);

        Assert.Equal(LoadState.Planned, refused.State);
        Assert.Contains("Hệ thống đã so lại", refused.Failure, StringComparison.Ordinal);
        Assert.Equal((1, 1), (refused.Plan!.Creates, refused.Plan.Unchanged));
        Assert.Equal(["Lê Văn An"], await site.MembersAsync());
        Assert.Equal(LoadState.Committed, (await site.CommittedAsync(secretary, branch, stale)).State);
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await site.MembersAsync());
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task A_role_that_was_lost_between_asking_and_doing_does_nothing_any_more()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var user = await world.UserAsync(null, (Role.Secretary, branch));
        var secretary = await world.ScopeOfAsync(user);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        await world.WriteAsync(ProcessType.GrantRevoked, db =>
        {
            foreach (var grant in db.Grants.Where(g => g.UserId == user.Id).ToList())
                grant.Revoke(TestDatabase.Morning.AddSeconds(-1));
        });

        await site.Worker.WorkAsync(Stop);

        Assert.Empty(await site.MembersAsync());
        var board = await world.ScopeAsync(Role.Board, world.District);
        var left = await world.LoadAsync(board, branch, load);
        Assert.Equal(LoadState.Planned, left.State);
        Assert.Contains("không còn vai trò", left.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_leaves_nothing_and_the_next_one_goes_on()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));

        await using (var holder = await site.OpenAsync())
        {
            await using var holding = await holder.BeginTransactionAsync(Stop);
            await using (var hold = new NpgsqlCommand($"select 1 from registry.units where id = '{branch.Id}' for update", holder, holding))
                await hold.ExecuteNonQueryAsync(Stop);
            var working = site.Worker.WorkAsync(Stop);
            await BlockedAsync(site);
            await site.SqlAsync("""
                select pg_terminate_backend(pid) from pg_stat_activity where usename = 'partynet_app' and datname = current_database()
                """);

            await Assert.ThrowsAnyAsync<Exception>(() => working);
            Assert.Empty(await site.MembersAsync());
        }

        Assert.Equal(LoadState.Committing, (await world.LoadAsync(secretary, branch, load)).State);
        await site.Worker.WorkAsync(Stop);
        Assert.Equal(LoadState.Committed, (await world.LoadAsync(secretary, branch, load)).State);
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await site.MembersAsync());
    }

    [Fact]
    public async Task A_worker_that_is_killed_after_the_commit_has_done_its_work()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        var plan = (await world.LoadAsync(secretary, branch, load)).Plan!.Id;
        LoadSite.Done(await world.RunAsync<CommitImport, ErrorOr<Success>>(
            secretary with { IsFresh = true }, use => use.HandleAsync(new(branch, plan), Stop)));

        await site.Worker.WorkAsync(Stop);

        var done = await world.LoadAsync(secretary, branch, load);
        Assert.Equal((LoadState.Committed, null), (done.State, done.Failure));
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await site.MembersAsync());
    }

    [Fact]
    public async Task What_kills_every_worker_is_given_up_in_words()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        await site.SqlAsync("update import.orders set tries = 5 returning 1");

        await site.Worker.WorkAsync(Stop);

        var left = await world.LoadAsync(secretary, branch, load);
        Assert.Equal(LoadState.Planned, left.State);
        Assert.Contains("nhiều lần không xong", left.Failure, StringComparison.Ordinal);
        Assert.Empty(await site.MembersAsync());
    }

    [Fact]
    public async Task Two_workers_at_once_and_a_button_pressed_twice_load_once()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);

        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.Worker.WorkAsync(Stop)));

        Assert.Equal(LoadState.Committed, (await world.LoadAsync(secretary, branch, load)).State);
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await site.MembersAsync());
        Assert.Equal(["1"], await site.SqlAsync("select count(*) from audit.process_events where type = 'ImportCommitted'"));
    }

    [Fact]
    public async Task Whoever_waits_for_one_list_has_their_turn_before_whoever_waits_for_many()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var many = await world.ScopeAsync(Role.Secretary, branch);
        var one = await world.ScopeAsync(Role.Board, world.District);
        var loads = new List<(string Name, Guid Id)>();
        foreach (var (caller, name) in new[] { (many, "An"), (many, "Ba"), (many, "Tư"), (one, "Năm") })
            loads.Add((name, await site.PlannedAsync(caller, branch, LoadWorld.Members(Row($"Lê Văn {name}", born: "1960")))));

        foreach (var (name, load) in loads)
            LoadSite.Done(await site.CommitAsync(name == "Năm" ? one : many, branch, load));
        var turns = new List<string>();
        var waiting = await WaitingAsync();
        while (await site.Worker.WorkOnceAsync(Stop))
        {
            var left = await WaitingAsync();
            turns.AddRange(waiting.Except(left));
            waiting = left;
        }

        Assert.Equal(["Năm", "An", "Ba", "Tư"], turns);

        async Task<List<string>> WaitingAsync()
        {
            var orders = await site.SqlAsync("select load_id from import.orders");
            return [.. loads.Where(load => orders.Contains(load.Id.ToString())).Select(load => load.Name)];
        }
    }

    [Fact]
    public async Task Rows_that_are_wrong_are_left_out_only_when_that_is_asked_for()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var file = LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001"), Row("Lê Văn Ba", citizen: "12"));
        var load = await site.PlannedAsync(secretary, branch, file);

        var refused = await site.CommitAsync(secretary, branch, load);
        var done = await site.CommittedAsync(secretary, branch, load, goodRowsOnly: true);

        Assert.StartsWith("Còn 1 dòng", refused.FirstError.Description, StringComparison.Ordinal);
        Assert.Equal(LoadState.Committed, done.State);
        Assert.Equal(["Lê Văn An"], await site.MembersAsync());
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task Through_another_role_nobody_is_moved_by_a_list_whom_the_caller_only_sees()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var world = site.World;
        var seen = await world.MemberAsync(world.SecondBranch, "Lê Văn An", shape: m => m.Born(new DateOnly(1960, 1, 2)));
        var caller = await world.ScopeOfAsync(
            await world.UserAsync(null, (Role.Secretary, world.Branch), (Role.Deputy, world.SecondBranch)));
        Assert.True(caller.Allows(Permissions.ViewMembers, world.SecondBranch.Path));

        var load = await site.PlannedAsync(
            caller, world.Branch, LoadWorld.Members(Row("Lê Văn An", born: "02/01/1960", branch: world.Branch.Code, code: seen.Code)));

        var plan = await site.PlanOfAsync(caller, world.Branch, load);
        Assert.Equal(0, plan.Load.Plan!.Updates);
        Assert.DoesNotContain(plan.Rows, row => row.Row.TargetId == seen.Id);
    }

    [Theory]
    [InlineData("select import.ask_for_work(gen_random_uuid(), 2::smallint, false, sha256('mine'))", "PN001")]
    [InlineData("insert into import.orders (load_id) values (gen_random_uuid())", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("update import.orders set user_id = gen_random_uuid()", PostgresErrorCodes.InsufficientPrivilege)]
    [Trait("Security", "Z10")]
    public async Task Nobody_orders_work_in_the_name_of_somebody_else(string statement, string refusal)
    {
        await using var connection = await (await databases.InstallationAsync()).App.OpenConnectionAsync(Stop);
        await using var command = new NpgsqlCommand(statement, connection);

        Assert.Equal(refusal, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop))).SqlState);
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task An_order_proves_its_user_only_to_whoever_has_its_ticket_and_only_for_loading()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        var asked = (await site.SqlAsync("select asked_in from import.orders"))[0];
        await site.SqlAsync("update import.orders set ticket_hash = sha256('known') returning 1");

        async Task<string?> RefusalAsync(string secret, ProcessType type)
        {
            await using var connection = await site.OpenAppAsync();
            await using var transaction = await connection.BeginTransactionAsync(Stop);
            await using var begin = new NpgsqlCommand(
                $"""
                select * from audit.begin_process(
                    gen_random_uuid(), {(short)type}::smallint, now(), '{secret}', false, null, null, null, '', '{asked}', null, null)
                """, connection, transaction);
            try
            {
                await begin.ExecuteNonQueryAsync(Stop);
                return null;
            }
            catch (PostgresException e)
            {
                return e.SqlState;
            }
        }

        Assert.Null(await RefusalAsync("known", ProcessType.MembersImported));
        Assert.Equal("PN002", await RefusalAsync("guessed", ProcessType.MembersImported));
        ProcessType[] others =
        [
            ProcessType.GrantGiven, ProcessType.RosterExported, ProcessType.PasswordSet, ProcessType.DemoLoaded, ProcessType.UnitKindSet,
        ];
        foreach (var type in others)
            Assert.Equal("PN002", await RefusalAsync("known", type));
    }

    /// <summary>Waits until a statement of the worker waits for a lock.</summary>
    private static async Task BlockedAsync(LoadSite site)
    {
        while ((await site.SqlAsync("""
            select 1 from pg_stat_activity where usename = 'partynet_app' and wait_event_type = 'Lock' and datname = current_database()
            """)).Length == 0)
        {
            Stop.ThrowIfCancellationRequested();
        }
    }
}
