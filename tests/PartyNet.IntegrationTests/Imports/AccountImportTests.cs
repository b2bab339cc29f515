using System.Text;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Application.Imports;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>Lists of accounts that were collected before: questions to the members whom the rows mean, and never declarations.</summary>
public sealed class AccountImportTests(TestDatabase database)
{
    private const string Header = "STT,Họ và tên,Chi bộ,Số điện thoại,Link FB,Zalo,TikTok,YouTube,Khác";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_account_of_a_row_becomes_a_question_to_its_member_and_nothing_more()
    {
        var world = await database.NewWorldAsync();
        var an = await Declarer.AsAsync(world, await world.MemberAsync(name: "Lê Văn An"));

        var preview = await ImportAsync(
            world,
            "1,Lê Văn An,Chi bộ Khu 14,,\"fb.com/an.le.14; https://www.facebook.com/groups/khu14\",905000001,@an.le,,Viber: 0905 000 001");

        Assert.Equal((1, 0, 0, 0), preview.Counts());
        var proposals = (await an.DraftAsync()).Proposals;
        Assert.Equal(
            [
                "facebook https://www.facebook.com/an.le.14", "facebook https://www.facebook.com/groups/khu14", "other Viber: 0905000001",
                "tiktok https://www.tiktok.com/@an.le", "zalo https://zalo.me/0905000001",
            ],
            proposals.Select(p => $"{p.Account.PlatformCode} {p.Account.Address.Canonical}").Order(StringComparer.Ordinal));
        Assert.All(proposals, p => Assert.Equal("tai-khoan.csv", p.ListName));
        Assert.Empty(await an.DeclarationsAsync());
        Assert.False((await an.DraftAsync()).IsStored);
    }

    [Theory]
    [InlineData("fb.com/an.le.14 fb.com/an.le.15")]
    [InlineData("fb.com/an.le.14, fb.com/an.le.15")]
    [InlineData("fb.com/an.le.14;fb.com/an.le.15;")]
    [InlineData("fb.com/an.le.14\nfb.com/an.le.15")]
    [InlineData("fb.com/an.le.14 | fb.com/an.le.15 ; fb.com/an.le.14")]
    public async Task Several_accounts_stand_in_one_cell_however_they_are_parted(string cell)
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An");

        var preview = await PlanAsync(world, world.Branch, $",Lê Văn An,,,\"{cell}\",,,,");

        Assert.Equal(
            ["Facebook", "Facebook"], preview.Rows.Single().Differences.Select(difference => difference.Field));
        Assert.Empty(preview.Rows.Single().Problems);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_holds_nothing_else_of_the_row_up()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An");

        var preview = await PlanAsync(world, world.Branch, "1,Lê Văn An,,,Văn An Lê,0905 000 001,,không có,");

        Assert.Equal((1, 0, 0, 0), preview.Counts());
        var problem = Assert.Single(preview.Rows.Single().Problems);
        Assert.False(problem.Blocks);
        Assert.StartsWith(
            "Dòng 2, cột E (Facebook): “Văn An Lê”. Không đọc được “Văn An Lê” nên bỏ qua.", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_goes_to_the_network_that_it_leads_to_whatever_column_it_stands_in()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An");

        var preview = await PlanFileAsync(
            world, world.Branch, "Họ tên,Tài khoản mạng xã hội", "Lê Văn An,\"Zalo: 0905000001, tiktok.com/@an.le, Facebook: an.le.14\"");

        Assert.Equal(["Zalo", "TikTok", "Facebook"], preview.Rows.Single().Differences.Select(difference => difference.Field));
    }

    [Fact]
    public async Task Accounts_may_have_a_row_each_and_their_member_be_named_once()
    {
        var world = await database.NewWorldAsync();
        var an = await Declarer.AsAsync(world, await world.MemberAsync(name: "Lê Văn An"));

        var preview = await PlanFileAsync(
            world, world.Branch, "STT,Họ và tên,Mạng xã hội,Tài khoản/Link", "1,Lê Văn An,Facebook,an.le.14", ",,Zalo,905000001",
            ",,Facebook,Văn An Lê", "2,Lê Văn An,TikTok,an.le");
        await world.CommittedAsync(world.Branch, preview, goodRowsOnly: true);

        Assert.Equal((3, 0, 0, 1), preview.Counts());
        Assert.Equal(
            ["facebook https://www.facebook.com/an.le.14", "tiktok https://www.tiktok.com/@an.le", "zalo https://zalo.me/0905000001"],
            (await an.DraftAsync()).Proposals.Select(p => $"{p.Account.PlatformCode} {p.Account.Address.Canonical}")
                .Order(StringComparer.Ordinal));
        Assert.StartsWith(
            "Dòng 4, cột D (Tài khoản mạng xã hội): “Văn An Lê”. Không đọc được", Assert.Single(preview.Rows[2].Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_one_member_of_the_branch_has_is_enough_and_of_two_a_person_decides()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An", shape: m => m.Born(new DateOnly(1960, 2, 3)));
        var first = await world.MemberAsync(name: "Trần Thị Bình", shape: m => m.Born(null, 1961));
        await world.MemberAsync(name: "Trần Thị Bình", shape: m => m.Born(null, 1962));
        await world.MemberAsync(world.OtherBranch, "Ngô Văn Chi");
        string[] rows =
        [
            "1,Lê Văn An,Chi bộ Khu 14,,,0905000001,,,", "2,Trần Thị Bình,Chi bộ Khu 14,,,0905000002,,,",
            "3,Ngô Văn Chi,Chi bộ Khu 14,,,0905000003,,,", "4,Lê Văn An,Chi bộ Khu 99,,,0905000004,,,",
        ];

        var preview = await PlanAsync(world, world.District, rows);

        Assert.Equal(
            [ImportAction.Create, ImportAction.Decision, ImportAction.Problem, ImportAction.Problem],
            preview.Rows.Select(row => row.Action));
        Assert.Equal(2, preview.Rows[1].Candidates.Count);
        Assert.Contains("không có đồng chí nào tên này", preview.Rows[2].Problems[0].Reason, StringComparison.Ordinal);
        Assert.Contains("Không có chi bộ nào tên “Chi bộ Khu 99”", preview.Rows[3].Problems[0].Reason, StringComparison.Ordinal);

        var decisions = new Dictionary<int, RowDecision>
        {
            [3] = new(RowChoice.Member, first.Id),
            [4] = new(RowChoice.Skip),
            [5] = new(RowChoice.Skip),
        };
        var decided = await PlanFileAsync(world, world.District, decisions, [Header, .. rows]);
        Assert.Equal(
            [ImportAction.Create, ImportAction.Create, ImportAction.Skipped, ImportAction.Skipped], decided.Rows.Select(row => row.Action));
    }

    [Fact]
    public async Task The_same_account_is_asked_about_once_and_never_when_it_is_declared()
    {
        var world = await database.NewWorldAsync();
        var an = await Declarer.AsAsync(world, await world.MemberAsync(name: "Lê Văn An"));
        await an.DeclareAsync(("facebook", "fb.com/an.le.14"));
        const string row = "1,Lê Văn An,Chi bộ Khu 14,,https://m.facebook.com/an.le.14?mibextid=1,0905000001,,,";

        Assert.Equal((1, 0, 1, 0), (await ImportAsync(world, row, "2,Lê Văn An,Chi bộ Khu 14,,,0905 000 001,,,")).Counts());
        Assert.Equal((0, 0, 1, 0), (await PlanAsync(world, world.District, row)).Counts());
        Assert.Equal(["zalo"], (await an.DraftAsync()).Proposals.Select(p => p.Account.PlatformCode));
    }

    [Fact]
    public async Task What_was_declared_between_plan_and_commit_is_no_question_any_more()
    {
        var world = await database.NewWorldAsync();
        var an = await Declarer.AsAsync(world, await world.MemberAsync(name: "Lê Văn An"));
        var preview = await PlanAsync(world, world.District, "1,Lê Văn An,Chi bộ Khu 14,,fb.com/an.le.14,0905000001,,,");
        await an.DeclareAsync(("facebook", "fb.com/an.le.14"));

        await world.CommittedAsync(world.District, preview);

        Assert.Equal(["zalo"], (await an.DraftAsync()).Proposals.Select(p => p.Account.PlatformCode));
    }

    [Fact]
    public async Task The_plan_shows_no_whole_address_and_audit_counts_and_names_who_is_asked()
    {
        var world = await database.NewWorldAsync();
        var an = await world.MemberAsync(name: "Lê Văn An");

        var preview = await ImportAsync(world, "1,Lê Văn An,Chi bộ Khu 14,,fb.com/nguyen.van.anh,0905000001,,,");

        Assert.All(preview.Rows.Single().Differences, difference => Assert.Contains("•••", difference.After, StringComparison.Ordinal));
        const string imported = "from audit.processes p where p.type = 421 and p.unit_path ^@ $1";
        Assert.Equal(
            [$"{an.Id}"],
            await database.SqlAsync(world, $"select member_id from audit.process_subjects where process_id in (select p.id {imported})"));
        Assert.Equal(
            ["{\"members\": 1, \"accounts\": 2}"],
            await database.SqlAsync(
                world,
                $"select payload from audit.process_events where type = 'AccountsProposed' and process_id in (select p.id {imported})"));
        Assert.Equal(
            ["0"],
            await database.SqlAsync(
                world,
                """
                select count(*) from registry.proposed_accounts
                where unit_path ^@ $1 and position('0905000001'::bytea in details) > 0
                """));
    }

    [Fact]
    [Trait("Security", "G1")]
    public async Task Audit_tells_who_put_which_account_to_whom_after_it_is_gone_and_never_the_account()
    {
        var world = await database.NewWorldAsync();
        var an = await world.MemberAsync(name: "Lê Văn An");
        var preview = await ImportAsync(world, "1,Lê Văn An,Chi bộ Khu 14,,fb.com/nguyen.van.anh,,,,");

        await UndoAsync(world, preview);

        Assert.Equal(
            [$"421|408|{an.Id}|facebook|{preview.Plan.Id}||"],
            await database.SqlAsync(world, """
                select came.type, went.type, d.difference->'member_id'->>0, d.difference->'platform_code'->>0, d.difference->'plan_id'->>0,
                    nullif(d.difference->>'details', 'null'), nullif(d.difference->>'list_name', 'null')
                from audit.row_changes i join audit.processes came on came.id = i.process_id
                join audit.row_changes d on d.row_ids = i.row_ids and d.operation = 'D' join audit.processes went on went.id = d.process_id
                where i.table_name = 'proposed_accounts' and i.operation = 'I' and came.unit_path ^@ $1
                """));
    }

    [Fact]
    public async Task Undoing_takes_back_what_nobody_has_answered()
    {
        var world = await database.NewWorldAsync();
        var an = await Declarer.AsAsync(world, await world.MemberAsync(name: "Lê Văn An"));
        var binh = await Declarer.AsAsync(world, await world.MemberAsync(name: "Trần Thị Bình"));
        var preview = await ImportAsync(
            world, "1,Lê Văn An,Chi bộ Khu 14,,,0905000001,,,", "2,Trần Thị Bình,Chi bộ Khu 14,,,0905000002,,,");
        var question = Assert.Single((await binh.DraftAsync()).Proposals);
        await binh.RunAsync<AnswerProposals, ErrorOr<bool>>(answer => answer.HandleAsync(
            new AnswerProposals.Command(Guid.CreateVersion7(), [new(question.Id, IsMine: true)]), Stop));

        var undone = await UndoAsync(world, preview);

        Assert.Equal((0, 1), (undone.Value.Restored, undone.Value.Removed));
        Assert.Equal(("Trần Thị Bình", 3), (Assert.Single(undone.Value.Kept).Subject, undone.Value.Kept[0].Row));
        Assert.Empty((await an.DraftAsync()).Proposals);
        Assert.Single((await binh.DraftAsync()).Content.Accounts);
    }

    [Fact]
    public async Task Who_has_left_is_not_asked()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An", shape: m => m.ChangeStatus(Domain.Members.ActivityStatus.TransferredOut));

        var preview = await PlanAsync(world, world.District, "1,Lê Văn An,Chi bộ Khu 14,,fb.com/an.le.14,,,,");

        Assert.Contains("không còn sinh hoạt", Assert.Single(preview.Rows).Problems[0].Reason, StringComparison.Ordinal);
    }

    private static Task<ErrorOr<UndoReport>> UndoAsync(World world, ImportPreview preview) =>
        world.RunAsync<UndoImport, ErrorOr<UndoReport>>(
            AccessScope.Operator(world.District.Path), use => use.HandleAsync(new(world.District, preview.Plan.Id), Stop));

    private static async Task<ImportPreview> ImportAsync(World world, params string[] rows)
    {
        var preview = await PlanAsync(world, world.District, rows);
        await world.CommittedAsync(world.District, preview);
        return preview;
    }

    private static Task<ImportPreview> PlanAsync(World world, Unit unit, params string[] rows) =>
        PlanFileAsync(world, unit, [Header, .. rows]);

    private static Task<ImportPreview> PlanFileAsync(World world, Unit unit, params string[] lines) =>
        PlanFileAsync(world, unit, new Dictionary<int, RowDecision>(), lines);

    private static async Task<ImportPreview> PlanFileAsync(
        World world, Unit unit, IReadOnlyDictionary<int, RowDecision> decisions, params string[] lines)
    {
        var rows = await ImportWorld.ReadAsync<AccountList, AccountRow>(
            world, Encoding.UTF8.GetBytes(string.Join('\n', lines)), list => list.Rows());
        var plan = await world.RunAsync<PlanAccountImport, ErrorOr<ImportPlan>>(
            AccessScope.Operator(unit.Path),
            use => use.HandleAsync(new(unit, new ImportFile("tai-khoan.csv", [1]), rows, decisions), Stop));
        return await world.ShownAsync(plan.Value);
    }
}
