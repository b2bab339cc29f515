using System.Runtime.CompilerServices;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>What members declared, counted, against the tables themselves.</summary>
public sealed class StatisticsTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>People and accounts of every sort, from the members and their declarations in force.</summary>
    private const string Counted =
        """
        with people as (
            select m.*, (select count(*) from registry.declared_accounts a where a.declaration_id = m.current_declaration_id) as n
            from registry.members m where m.unit_path ^@ $1 and m.activity_status = 1 and m.current_declaration_id is not null)
        select '1 ' || a.platform_code, count(distinct p.id)::text, count(*)::text
        from people p join registry.declared_accounts a on a.declaration_id = p.current_declaration_id group by 1
        union all
        select '1 other:' || max(a.network), count(distinct p.id)::text, count(*)::text
        from people p join registry.declared_accounts a on a.declaration_id = p.current_declaration_id
        where a.network is not null group by lower(a.network)
        union all select '2 ' || coalesce((birth_year - birth_year % 10)::text, ''), count(*)::text, sum(n)::text from people group by 1
        union all select '3 ' || work_status, count(*)::text, sum(n)::text from people group by 1
        union all select '4 ' || case when n > 5 then 5 else n end, count(*)::text, sum(n)::text from people group by 1
        """;

    [Fact]
    public async Task Figures_are_what_the_tables_hold_at_every_unit_whatever_changes()
    {
        var world = await FilledAsync();
        Unit[] units = [world.District, world.Grassroots, world.OtherGrassroots, world.Branch, world.SecondBranch, world.OtherBranch];
        // What is true of the members of a unit becomes another: each changes figures, or must not.
        string[] changes =
        [
            "update registry.members set work_status = 1 where unit_id = {0} and work_status = 2",
            "update registry.members set birth_year = birth_year + 7 where unit_id = {0}",
            "update registry.members set birth_year = null, birth_date = null where unit_id = {0} and kind = 1",
            "update registry.members set activity_status = 2 where unit_id = {0} and kind = 1",
            "update registry.members set activity_status = 1 where unit_id = {0}",
            "update registry.members set position = 'Chi ủy viên' where unit_id = {0}",
            """
            update registry.members m set unit_id = u.id, unit_path = u.path from registry.units u
            where m.unit_id = {0} and m.kind = 1 and u.id = {1}
            """,
            "update registry.members set current_declaration_id = null, declaration_state = 0 where unit_id = {1} and kind = 1",
        ];
        Assert.True((await CountedAsync(world.District)).Count > 15);
        await AssertAsync("at first");

        foreach (var change in changes)
        {
            await world.WriteAsync(
                ProcessType.MembersImported,
                db => ((PartyNetDbContext)db).Database.ExecuteSql(
                    FormattableStringFactory.Create(change, world.Branch.Id, world.OtherBranch.Id)));
            await AssertAsync(change);
        }

        await world.DeclareAsync(await world.MemberAsync(world.Branch), DeclarationState.Confirmed, ("x", "https://x.com/an_le"));
        await AssertAsync("somebody new");
        await CounterFolding.FoldAsync((await database.InstallationAsync()).App, Stop);
        await AssertAsync("folded");

        async Task AssertAsync(string after)
        {
            foreach (var unit in units)
                Assert.Equal((after, Lines(await CountedAsync(unit))), (after, Lines(await FiguresAsync(unit))));
            Assert.Equal(["0"], await AskAsync("select registry.wrong_usages()::text"));
        }
    }

    [Fact]
    public async Task A_board_reads_every_figure_by_name_of_its_sort()
    {
        var world = await FilledAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var statistics = await StatisticsAsync(world, board, world.District);

        Assert.False(statistics.IsForOthers);
        Assert.Equal((13, 12, 17), (statistics.Active, statistics.Members, statistics.Accounts));
        Assert.Equal(
            [
                "Zalo 10 10; Facebook 4 4; TikTok 1 1; YouTube 0 0; Instagram 1 1; Telegram 1 1",
                "17–26 tuổi (sinh 2000–2009) 1 1; 27–36 tuổi (sinh 1990–1999) 0 0; 37–46 tuổi (sinh 1980–1989) 3 7; "
                    + "47–56 tuổi (sinh 1970–1979) 0 0; 57–66 tuổi (sinh 1960–1969) 7 8; Chưa rõ năm sinh 1 1",
                "Đương chức 3 7; Hưu trí 8 9; Khác 1 1; Chưa rõ 0 0",
                "Không sử dụng mạng xã hội 1 0; 1 tài khoản 8 8; 2 tài khoản 2 4; 3 tài khoản 0 0; 4 tài khoản 0 0; Từ 5 tài khoản 1 5",
            ],
            statistics.Tables.Select(Line));
    }

    [Fact]
    public async Task What_stands_behind_other_networks_is_told_by_name_to_the_board_and_not_to_others()
    {
        var world = await FilledAsync();
        for (var i = 1; i <= 5; i++)
            await ConfirmAsync(("other", $"Viber: 090500001{i}"), ("other", $"VIBER: 090500002{i}"));
        await ConfirmAsync(("other", "Zing Me: an.le"), ("other", "Lotus: https://mangxahoi.example.vn/an.le"));
        var board = await world.ScopeAsync(Role.Board, world.District);

        var tables = (await StatisticsAsync(world, board, world.District)).Tables;
        var others = (await StatisticsAsync(world, board, world.District, forOthers: true)).Tables;

        Assert.EndsWith("; Khác 6 12; Khác: Viber 5 10; Khác: Lotus 1 1; Khác: Zing Me 1 1", Line(tables[0]), StringComparison.Ordinal);
        Assert.EndsWith("; Khác 6", Line(others[0]), StringComparison.Ordinal);
        Assert.Equal(Lines(await CountedAsync(world.District)), Lines(await FiguresAsync(world.District)));

        async Task ConfirmAsync(params TypedAccount[] accounts) =>
            await world.DeclareAsync(await MemberAsync(), DeclarationState.Confirmed, accounts);

        Task<Member> MemberAsync() => world.MemberAsync(world.Branch);
    }

    [Fact]
    public async Task An_edition_for_others_hides_small_figures_and_whatever_would_tell_them_and_is_of_the_boards_own_unit_alone()
    {
        var world = await FilledAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var statistics = await StatisticsAsync(world, board, world.District, forOthers: true);

        Assert.True(statistics is { IsForOthers: true, MayBeForOthers: true, Accounts: null, Members: 12 });
        Assert.Equal(
            [
                "Zalo 10; Facebook ?; TikTok ?; YouTube 0; Instagram ?; Telegram ?",
                "17–26 tuổi (sinh 2000–2009) ?; 27–36 tuổi (sinh 1990–1999) 0; 37–46 tuổi (sinh 1980–1989) ?; "
                    + "47–56 tuổi (sinh 1970–1979) 0; 57–66 tuổi (sinh 1960–1969) 7; Chưa rõ năm sinh ?",
                "Đương chức ?; Hưu trí ?; Khác ?; Chưa rõ 0",
                "Không sử dụng mạng xã hội ?; 1 tài khoản ?; 2 tài khoản ?; 3 tài khoản 0; 4 tài khoản 0; Từ 5 tài khoản ?",
            ],
            statistics.Tables.Select(Line));

        Assert.False((await StatisticsAsync(world, board, world.Grassroots)).MayBeForOthers);
        Assert.Equal(ErrorType.NotFound, (await AskAsync(world, board, world.Grassroots, forOthers: true)).FirstError.Type);
        var committee = await world.ScopeAsync(Role.Committee, world.OtherGrassroots);
        Assert.Empty((await StatisticsAsync(world, committee, world.OtherGrassroots, forOthers: true)).Tables);
        Assert.NotEmpty((await StatisticsAsync(world, committee, world.OtherGrassroots)).Tables);
    }

    [Fact]
    public async Task Statistics_are_for_those_who_see_coverage_within_their_unit()
    {
        var world = await database.NewWorldAsync();
        (AccessScope Scope, Unit Unit)[] refused =
        [
            (await world.ScopeAsync(Role.Secretary, world.Branch), world.Branch),
            (await world.ScopeAsync(Role.Committee, world.Grassroots), world.District),
            (await world.ScopeAsync(Role.Board, world.Grassroots), world.OtherGrassroots),
        ];
        foreach (var (scope, unit) in refused)
            Assert.Equal(ErrorType.NotFound, (await AskAsync(world, scope, unit)).FirstError.Type);

        Assert.Empty((await StatisticsAsync(world, await world.ScopeAsync(Role.Committee, world.Grassroots), world.Branch)).Tables);
    }

    /// <summary>Twelve with a list in force, ten of them in two branches of one organisation; one who has only handed in.</summary>
    private async Task<World> FilledAsync()
    {
        var world = await database.NewWorldAsync();
        var (zalo, facebook) = (("zalo", "0905000001"), ("facebook", "https://www.facebook.com/an.le.14"));
        for (var i = 0; i < 6; i++)
            await ConfirmAsync(i % 2 == 0 ? world.Branch : world.SecondBranch, 1960 + i, WorkStatus.Retired, zalo);
        await ConfirmAsync(world.Branch, 1969, WorkStatus.Retired, zalo, facebook);
        await ConfirmAsync(world.SecondBranch, 1985, WorkStatus.Serving, zalo, facebook);
        await ConfirmAsync(
            world.Branch, 1980, WorkStatus.Serving,
            zalo, facebook, ("tiktok", "@an.le.14"), ("instagram", "an.le.14"), ("telegram", "@an_le_14"));
        await ConfirmAsync(world.SecondBranch, 1989, WorkStatus.Serving);
        await ConfirmAsync(world.OtherBranch, 2001, WorkStatus.Other, zalo);
        await ConfirmAsync(world.OtherBranch, null, WorkStatus.Retired, facebook);
        await world.DeclareAsync(await MemberAsync(world.Branch, 1985, WorkStatus.Serving), DeclarationState.Submitted, zalo);
        return world;

        Task<Member> MemberAsync(Unit branch, int? born, WorkStatus work) =>
            world.MemberAsync(
                branch, work: work, kind: born % 2 == 0 ? MemberKind.Full : MemberKind.Probationary, shape: m => m.Born(null, born));

        async Task ConfirmAsync(Unit branch, int? born, WorkStatus work, params TypedAccount[] accounts) =>
            await world.DeclareAsync(await MemberAsync(branch, born, work), DeclarationState.Confirmed, accounts);
    }

    private static string Lines(IEnumerable<string> figures) => string.Join('\n', figures.Order(StringComparer.Ordinal));

    private static string Line(StatisticsTable table) => string.Join("; ", table.Rows.Select(row =>
        $"{row.Name} {row.Members?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} {row.Accounts}".TrimEnd()));

    private Task<List<string>> CountedAsync(Unit unit) => AskAsync(Counted, unit.Path.Value);

    /// <summary>The counters of a unit: as folded, and what has changed since.</summary>
    private Task<List<string>> FiguresAsync(Unit unit) => AskAsync(
        """
        select aspect || ' ' || value, sum(members)::text, sum(accounts)::text
        from (select unit_path, aspect, value, members, accounts from registry.usages
              union all select unit_path, aspect, value, members, accounts from registry.usage_changes) f
        where unit_path = $1 group by aspect, value having (sum(members), sum(accounts)) <> (0, 0)
        """,
        unit.Path.Value);

    private async Task<List<string>> AskAsync(string sql, params object[] values)
    {
        await using var connection = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var read = new List<string>();
        while (await rows.ReadAsync(Stop))
            read.Add(string.Join(" | ", Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)));
        return read;
    }

    private static async Task<Statistics> StatisticsAsync(World world, AccessScope scope, Unit unit, bool forOthers = false)
    {
        var statistics = await AskAsync(world, scope, unit, forOthers);
        Assert.False(statistics.IsError);
        return statistics.Value;
    }

    private static Task<ErrorOr<Statistics>> AskAsync(World world, AccessScope scope, Unit unit, bool forOthers = false) =>
        world.RunAsync<GetStatistics, ErrorOr<Statistics>>(
            scope, use => use.HandleAsync(new GetStatistics.Query(unit, forOthers), Stop));
}
