using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.IntegrationTests.Demo;

/// <summary>What the standard demo holds.</summary>
[Collection(typeof(DemoCollection))]
public sealed class DemoShapeTests(DemoDatabase demo)
{
    private const string District = "(select path from registry.units where code = 'm01-01')";
    private const string DemoBranch =
        "(select unit_id from access.grants g join access.users u on u.id = g.user_id where u.user_name = 'bi-thu')";

    [Fact]
    public async Task The_district_has_the_size_of_a_real_one()
    {
        var grassroots = await OneAsync<long>(
            $"select count(*) from registry.units u join registry.unit_kinds k on k.code = u.kind_code where k.is_grassroots and "
                + $"u.path ^@ {District}"
        );
        var onRoll = await OneAsync<long>(
            $"select count(*) from registry.members where activity_status in (1, 2) and unit_path ^@ {District}"
        );
        var accounts = await OneAsync<long>(AccountsInForce("'zalo', 'facebook'"));
        var others = await OneAsync<long>(AccountsInForce("'tiktok', 'youtube'"));

        Assert.Equal(39, grassroots);
        Assert.Equal(2_753, onRoll);
        Assert.InRange(accounts, 3_001, 4_500);
        Assert.InRange(others, 100, 1_000);
    }

    [Fact]
    public async Task Beside_it_lies_a_small_sibling_under_the_same_province()
    {
        var siblings = await demo.ReadAsync<string>(
            "select s.code::text from registry.units s join registry.units d on d.parent_id = s.parent_id where d.code = 'm01-01' "
                + "and s.code <> d.code"
        );
        var members = await OneAsync<long>(
            "select count(*) from registry.members m join registry.units s on m.unit_path ^@ s.path where s.code = 'm01-02' and "
                + "m.activity_status in (1, 2)"
        );

        Assert.Equal("m01-02", Assert.Single(siblings));
        Assert.InRange(members, 24, 99);
    }

    [Fact]
    public async Task Branches_hold_members_under_both_kinds_of_grassroots_organisation()
    {
        var kinds = await demo.ReadAsync<string>(
            $"select distinct n.kind_code::text from registry.members m join registry.units n on n.id = m.unit_id where m.unit_path "
                + $"^@ {District} order by 1"
        );

        Assert.Equal(["chi-bo", "chi-bo-co-so"], kinds);
    }

    [Fact]
    public async Task Every_state_of_the_workflow_is_there()
    {
        Assert.Equal(All<DeclarationStatus>(), await demo.ReadAsync<short>("select distinct status from registry.declarations order by 1"));
        Assert.Equal(
            All<DeclarationState>(),
            await demo.ReadAsync<short>("select distinct declaration_state from registry.members order by 1")
        );
        Assert.Equal(All<DeclarationAnswer>(), await demo.ReadAsync<short>("select distinct answer from registry.declarations order by 1"));
        Assert.Equal(
            All<ActivityStatus>(),
            await demo.ReadAsync<short>("select distinct activity_status from registry.members order by 1")
        );
        Assert.Equal(All<MemberKind>(), await demo.ReadAsync<short>("select distinct kind from registry.members order by 1"));
        Assert.Equal(All<DefectField>(), await demo.ReadAsync<short>("select distinct field from registry.defects order by 1"));
        Assert.True(
            await OneAsync<bool>(
                "select exists (select from registry.declarations where unchanged and status = 3) and exists (select from "
                    + "registry.declarations where unchanged and status = 1)"
            )
        );
        Assert.True(
            await OneAsync<bool>(
                "select exists (select from registry.residence_links where residence_unit_id is null) and exists (select from "
                    + "registry.residence_links where residence_unit_id is not null)"
            )
        );
    }

    [Fact]
    public async Task Members_agree_with_their_declarations()
    {
        var disagreeing = await demo.ReadAsync<string>(
            """
            select m.code::text from registry.members m
            left join lateral (select * from registry.declarations d where d.member_id = m.id order by d.number desc limit 1) latest on true
            where m.declaration_state <> coalesce(latest.status, 0)
               or m.current_declaration_id is distinct from (select d.id from registry.declarations d where d.member_id = m.id and d.status = 3)
               or (select count(*) from registry.declared_accounts a where a.declaration_id = latest.id) <> coalesce(latest.account_count, 0)
            """);

        Assert.Empty(disagreeing);
    }

    [Fact]
    public async Task The_queue_of_the_demo_branch_has_every_reason_to_look_twice()
    {
        var days = await demo.ReadAsync<int>(
            $"select ('2026-11-23 08:00+07'::timestamptz)::date - submitted_at::date from registry.declarations d join "
                + $"registry.members m on m.id = d.member_id where d.status = 1 and m.unit_id = {DemoBranch}"
        );
        var flags = await demo.ReadAsync<int>(
            $"select distinct a.flags from registry.declared_accounts a join registry.declarations d on d.id = a.declaration_id "
                + $"join registry.members m on m.id = d.member_id where d.status = 1 and m.unit_id = {DemoBranch}"
        );
        var personalPages = await OneAsync<long>(
            $"select count(*) from registry.declared_accounts a join registry.members m on m.id = a.member_id where a.kind = "
                + $"{(int)AccountKind.Page} and a.use = {(int)AccountUse.Personal} and m.unit_id = {DemoBranch}"
        );
        var returned = await OneAsync<long>(
            $"select max(n) from (select count(*) n from registry.defects f join registry.members m on m.id = f.member_id where "
                + $"m.unit_id = {DemoBranch} and m.declaration_state = 2 group by f.declaration_id) d"
        );
        var changed = await OneAsync<long>(
            $"select count(*) from registry.declarations d join registry.declarations p on p.id = d.previous_id join "
                + $"registry.members m on m.id = d.member_id where d.status = 1 and p.status = 3 and not d.unchanged and m.unit_id "
                    + $"= {DemoBranch}"
        );

        Assert.True(days.Distinct().Count() >= 4 && days.Max() > 14, $"Ages: {string.Join(", ", days)}");
        Assert.Contains((int)AccountFlags.FullLinkNeeded, flags);
        Assert.True(personalPages > 0);
        Assert.True(returned >= 2);
        Assert.True(changed > 0);
    }

    [Fact]
    public async Task One_account_is_declared_twice_in_one_branch_and_across_branches()
    {
        var shared = await demo.ReadAsync<bool>(
            $"""
            select count(distinct m.unit_id) > 1 from registry.blind_indexes b join registry.members m on m.id = b.member_id
            where b.field = 4 and exists (select from registry.blind_indexes here join registry.members h on h.id = here.member_id where here.digest = b.digest and h.unit_id = {DemoBranch})
            group by b.digest having count(distinct b.member_id) > 1
            """);

        Assert.Contains(false, shared);
        Assert.Contains(true, shared);
    }

    [Fact]
    public async Task Members_are_as_old_and_as_badly_listed_as_real_ones()
    {
        var over50 = await OneAsync<double>(
            $"select avg((birth_year <= 1976)::int)::float8 from registry.members where unit_path ^@ {District}"
        );
        var numbers = await OneAsync<bool>(
            """
            select exists (select from registry.members where card_number is null and kind = 2) and exists (select from registry.members where citizen_number is null)
               and exists (select from registry.members where phone is null) and exists (select from registry.members where birth_date is null)
               and not exists (select from registry.members where card_number is not null and kind = 1)
            """);

        Assert.InRange(over50, 0.5, 0.8);
        Assert.True(numbers);
        Assert.False(
            await OneAsync<bool>(
                "select exists (select from registry.members where joined_on > '2026-11-23' or joined_on < make_date(birth_year + "
                    + "18, 1, 1))"
            )
        );
    }

    [Fact]
    public async Task What_the_board_tells_members_says_that_it_is_a_sample()
    {
        var notices = await demo.ReadAsync<string>(
            "select n.body::text from registry.unit_notices n join registry.units u on u.id = n.unit_id where u.code in ('m01-01', "
                + "'m01-02')"
        );

        Assert.Equal(2, notices.Count);
        Assert.All(notices, body => Assert.StartsWith("Đây là văn bản mẫu", body, StringComparison.Ordinal));
    }

    private static IEnumerable<short> All<TEnum>()
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Select(v => Convert.ToInt16(v, System.Globalization.CultureInfo.InvariantCulture)).Order();

    private static string AccountsInForce(string platforms) =>
        $"""
        select count(*) from registry.members m join registry.declared_accounts a on a.declaration_id = m.current_declaration_id
        where a.platform_code in ({platforms}) and m.activity_status in (1, 2) and m.unit_path ^@ {District}
        """;

    private async Task<T> OneAsync<T>(string sql) => (await demo.ReadAsync<T>(sql)).Single();
}
