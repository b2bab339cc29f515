using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>
/// Roles given and ended by plain SQL as the application's role, with every setting chosen freely and every realm open: who acts is proven
/// by a session, and gives what they hold all rights of.
/// </summary>
[Trait("Security", "Z6")]
[Trait("Security", "Z10")]
public sealed class RoleWallTests(TestDatabase database)
{
    private const string NotTheirs = "PN003";

    private const string Giving =
        """
        insert into access.grants (id, user_id, member_id, role, unit_id, unit_path, valid_from, valid_to, given_in)
        select gen_random_uuid(), $1, (select member_id from access.users where id = $1), $2, u.id, u.path, $4, $5,
            nullif(current_setting('app.process', true), '')::uuid
        from (select null) one left join registry.units u on u.id = $3
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Callers, each with what they give: role at a unit of the world. Whatever is not named is refused.</summary>
    [Theory]
    [InlineData(
        Role.Board, "district", "Secretary branch, Deputy branch, Committee grassroots, Board branch, Board grassroots, Board district")]
    [InlineData(Role.Committee, "grassroots", "Secretary branch, Deputy branch")]
    [InlineData(Role.Secretary, "branch", "Deputy branch")]
    [InlineData(Role.Deputy, "branch", "")]
    [InlineData(Role.Administrator, "", "Board sibling, Administrator ")]
    [InlineData(null, "", "")]
    public async Task A_direct_insert_gives_no_more_than_its_caller_may(Role? held, string place, string expected)
    {
        var world = await database.NewWorldAsync();
        var sibling = await database.NewWorldAsync();
        await world.UserAsync(null, (Role.Board, world.District));
        Unit? At(string name) => name switch
        {
            "branch" => world.Branch,
            "other-branch" => world.OtherBranch,
            "grassroots" => world.Grassroots,
            "district" => world.District,
            "sibling" => sibling.District,
            _ => null,
        };
        var caller = held is { } role
            ? await world.UserAsync(await world.MemberAsync(), (role, At(place)))
            : await world.UserAsync(await world.MemberAsync());
        var somebody = await world.UserAsync(await world.MemberAsync());
        await using var raw = await RawCaller.OpenAsync(database);
        await raw.BeginAsync(await world.SessionAsync(caller), ProcessType.GrantGiven);

        var (tried, given) = (0, new List<string>());
        foreach (var wanted in new[] { Role.Secretary, Role.Deputy, Role.Committee, Role.Board, Role.Administrator })
        {
            foreach (var where in wanted == Role.Administrator ? [""] : new[] { "branch", "grassroots", "district", "sibling" })
            {
                if (wanted is Role.Secretary or Role.Deputy && where != "branch" || (wanted == Role.Committee && where != "grassroots"))
                    continue;
                tried++;
                var refusal = await raw.RefusalAsync(
                    Giving, somebody.Id, (short)wanted, At(where)?.Id, TestDatabase.Morning, TestDatabase.Morning.AddDays(9));
                if (refusal is null)
                    given.Add($"{wanted} {where}");
                else
                    Assert.Equal(NotTheirs, refusal);
                // Never to themselves.
                Assert.Equal(NotTheirs, await raw.RefusalAsync(
                    Giving, caller.Id, (short)wanted, At(where)?.Id, TestDatabase.Morning, TestDatabase.Morning.AddDays(9)));
            }
        }

        Assert.Equal(8, tried);
        Assert.Equal(expected, string.Join(", ", given));
    }

    [Fact]
    public async Task A_role_is_given_whole_and_true()
    {
        var world = await database.NewWorldAsync();
        var board = await world.UserAsync(await world.MemberAsync(), (Role.Board, world.District));
        var (member, other) = (await world.MemberAsync(), await world.MemberAsync());
        var user = await world.UserAsync(member);
        await using var raw = await RawCaller.OpenAsync(database);
        var process = await raw.BeginAsync(await world.SessionAsync(board), ProcessType.GrantGiven);
        const string sql =
            """
            insert into access.grants (id, user_id, member_id, role, unit_id, unit_path, valid_from, valid_to, given_in)
            values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8)
            """;
        Task<string?> GiveAsync(Guid? memberId = null, Role role = Role.Secretary, string? path = null, Guid? givenIn = null) =>
            raw.RefusalAsync(
                sql, user.Id, memberId ?? member.Id, (short)role, world.Branch.Id, path ?? world.Branch.Path.Value, TestDatabase.Morning,
                null, givenIn ?? process);

        Assert.Null(await GiveAsync());
        Assert.Equal(NotTheirs, await GiveAsync(memberId: other.Id));
        Assert.Equal(NotTheirs, await GiveAsync(path: world.District.Path.Value));
        Assert.Equal(NotTheirs, await GiveAsync(givenIn: Guid.CreateVersion7()));
        // A deputy without a last day.
        Assert.Equal(NotTheirs, await GiveAsync(role: Role.Deputy));
    }

    [Theory]
    [InlineData("set role = 3")]
    [InlineData("set unit_id = (select unit_id from access.grants where role = 3 and unit_path < $2 limit 1)")]
    [InlineData("set unit_path = left($2, 3)")]
    [InlineData("set user_id = gen_random_uuid()")]
    [InlineData("set valid_to = null, valid_from = valid_from - interval '1 year'")]
    [InlineData("set valid_to = valid_to + interval '1 day'")]
    [InlineData("set valid_to = null")]
    public async Task A_role_is_not_altered(string change)
    {
        var world = await database.NewWorldAsync();
        var board = await world.UserAsync(await world.MemberAsync(), (Role.Board, world.District));
        var deputy = await world.UserAsync(await world.MemberAsync());
        await world.WriteAsync(ProcessType.GrantGiven, db => db.Grants.Add(Grant.Give(
            Guid.CreateVersion7(), deputy.Id, deputy.MemberId, Role.Deputy, world.Branch, TestDatabase.Morning.AddDays(-1),
            TestDatabase.Morning.AddDays(1))));
        await using var raw = await RawCaller.OpenAsync(database);
        await raw.BeginAsync(await world.SessionAsync(board), ProcessType.GrantRevoked);

        var refusal = await raw.RefusalAsync(
            $"update access.grants {change} where user_id = $1 and $2::text is not null", deputy.Id, world.Branch.Path.Value);

        var isOfNobody = change.Contains("gen_random_uuid", StringComparison.Ordinal);
        Assert.Equal(isOfNobody ? PostgresErrorCodes.ForeignKeyViolation : NotTheirs, refusal);
        Assert.Null(await raw.RefusalAsync("update access.grants set valid_to = $2 where user_id = $1", deputy.Id, TestDatabase.Morning));
    }

    [Fact]
    public async Task A_role_is_ended_by_whoever_may_give_it_and_by_nobody_else()
    {
        var world = await database.NewWorldAsync();
        var committee = await world.UserAsync(await world.MemberAsync(), (Role.Committee, world.Grassroots));
        var secretary = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        var board = await world.UserAsync(null, (Role.Board, world.District));
        var neighbour = await world.UserAsync(null, (Role.Secretary, world.OtherBranch));
        const string ending = "update access.grants set valid_to = $2 where user_id = $1 and valid_to is null";
        await using var raw = await RawCaller.OpenAsync(database);
        await raw.BeginAsync(await world.SessionAsync(committee), ProcessType.GrantRevoked);

        Assert.Null(await raw.RefusalAsync(ending, secretary.Id, TestDatabase.Morning));
        foreach (var other in new[] { board, neighbour, committee })
            Assert.Equal(NotTheirs, await raw.RefusalAsync(ending, other.Id, TestDatabase.Morning));
    }

    /// <summary>The rule is said twice, in the domain and in the wall.</summary>
    [Fact]
    public async Task The_database_and_the_domain_agree_on_every_pair_of_roles_and_places()
    {
        var root = UnitPath.Root("1a");
        UnitPath[] places = [root, root.Child("2b"), root.Child("2b").Child("3c"), root.Child("4d"), UnitPath.Root("9z")];
        await using var app = await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);
        var compared = 0;

        var pairs =
            from held in Enum.GetValues<Role>()
            from given in Enum.GetValues<Role>()
            from at in places
            from place in places
            select (held, at, given, place);
        foreach (var (held, at, given, place) in pairs)
        {
            await using var command = new NpgsqlCommand("select access.may_give($1, $2, $3, $4)", app);
            foreach (object value in new object[] { (short)held, at.Value, (short)given, place.Value })
                command.Parameters.Add(new() { Value = value });
            var said = (bool)(await command.ExecuteScalarAsync(Stop))!;
            Assert.True(said == RoleGiving.MayGive(held, at, given, place), $"{held} at {at} gives {given} at {place}: {said}");
            compared++;
        }

        Assert.Equal(5 * 5 * 5 * 5, compared);
    }

    [Fact]
    public async Task Sessions_of_the_holder_end_with_the_row_itself()
    {
        var world = await database.NewWorldAsync();
        var board = await world.UserAsync(null, (Role.Board, world.District));
        var user = await world.UserAsync(await world.MemberAsync());
        var session = await world.SessionAsync(user);
        Assert.NotNull(await OpenAsync());
        await using var raw = await RawCaller.OpenAsync(database);
        await raw.BeginAsync(await world.SessionAsync(board), ProcessType.GrantGiven);
        await raw.RunAsync(Giving, user.Id, (short)Role.Secretary, world.Branch.Id, TestDatabase.Morning, null);
        await raw.CommitAsync();

        Assert.Null(await OpenAsync());

        Task<CallerSession?> OpenAsync() => world.RunAsync<ISessions, CallerSession?>(
            AccessScope.Nobody, sessions => sessions.OpenAsync(session, null, Stop));
    }
}
