using ErrorOr;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Who may print slips for whom, and what comes into being with one.</summary>
[Trait("Security", "A14")]
public sealed class PrintSlipsTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slip_has_what_a_member_needs_and_the_login_comes_into_being_with_it()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync("Trần Văn Bình");

        var slip = await branch.SlipAsync(member);

        Assert.Equal(
            ("Trần Văn Bình", branch.World.Branch.Name, member.Code.ToLowerInvariant(), new DateOnly(2026, 12, 28)),
            (slip.FullName, slip.UnitName, slip.Login, slip.LastDay));
        Assert.Equal((HelpSource.Secretary, "Lê Thị Thư", "+84912345678"), HelpOf(slip));
        var user = await branch.UserAsync(member);
        Assert.Equal((slip.Login, null), (user.UserName, user.PasswordHash));
        Assert.Equal(SlipState.Printed, await branch.StateAsync(member));
    }

    [Fact]
    public async Task A_member_without_any_number_and_twins_on_one_phone_get_slips_of_their_own()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var nobodysNumber = await branch.MemberAsync("Phạm Thị Không Số");
        var twins = new[]
        {
            await branch.World.MemberAsync(name: "Vũ Văn Song", phone: "+84905000001", shape: m => m.Born(SlipWorld.Birthday)),
            await branch.World.MemberAsync(name: "Vũ Văn Sinh", phone: "+84905000001", shape: m => m.Born(SlipWorld.Birthday)),
        };

        var slips = (await branch.PrintAsync(branch.Secretary, branch.World.Branch, [nobodysNumber, .. twins])).Value.Slips;

        foreach (var slip in slips)
        {
            var entered = await branch.EnterAsync(slip.Code);
            Assert.Equal(slip.FullName, (await branch.World.OpenAsync(entered.Value.Reference))!.FullName);
        }

        Assert.Equal(3, slips.Select(s => s.Login).Distinct().Count());
    }

    [Fact]
    public async Task The_code_stands_nowhere_in_the_database_and_is_hashed_with_a_key_that_is_not_there()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);

        var digest = (await branch.StoredAsync(member)).Digest;

        Assert.Equal(32, digest.Length);
        Assert.NotEqual(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(slip.Code.Signs)), digest);
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var search = superuser.CreateCommand();
        search.CommandText =
            """
            select (select count(*) from access.activation_slips t where position($1 in t::text) > 0)
                + (select count(*) from access.request_keys t where position($1 in t::text) > 0)
                + (select count(*) from audit.process_events t where position($1 in t::text) > 0)
                + (select count(*) from audit.row_changes t where position($1 in t::text) > 0)
            """;
        search.Parameters.Add(new() { Value = slip.Code.Signs[..10] });
        Assert.Equal(0L, await search.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task A_reprint_takes_the_place_of_the_older_slip()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var first = await branch.SlipAsync(member);
        var opened = (await branch.OpenAsync(first.Code)).Value;
        var second = await branch.SlipAsync(member);

        Assert.True((await branch.OpenAsync(first.Code)).IsError);
        // Neither may somebody go on who had opened the old one.
        Assert.Equal(ErrorType.NotFound, (await branch.UseAsync(opened)).FirstError.Type);
        Assert.False((await branch.EnterAsync(second.Code)).IsError);
    }

    [Fact]
    public async Task The_same_form_sent_again_prints_nothing_and_shows_no_code()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var form = new PrintSlips.Command(branch.World.Branch, false, [member.Code], true, Guid.CreateVersion7());

        var answers = await Task.WhenAll(branch.PrintAsync(branch.Secretary, form), branch.PrintAsync(branch.Secretary, form));
        var again = (await branch.PrintAsync(branch.Secretary, form)).Value;

        var shown = Assert.Single(answers.Where(a => !a.IsError).SelectMany(a => a.Value.Slips));
        Assert.Equal((1, 0), (again.Number, again.Slips.Count));
        Assert.False((await branch.OpenAsync(shown.Code)).IsError);
    }

    /// <summary>Two secretaries of a branch at once, neither of whom knows of the other.</summary>
    [Fact]
    public async Task Of_two_who_print_for_somebody_at_once_one_slip_is_left_and_it_is_one_that_was_shown()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => branch.PrintAsync(branch.Secretary, branch.World.Branch, member)));

        Assert.All(answers.Where(a => a.IsError), a => Assert.Equal(ErrorType.Conflict, a.FirstError.Type));
        var shown = answers.Where(a => !a.IsError).SelectMany(a => a.Value.Slips).ToList();
        Assert.NotEmpty(shown);
        var opened = 0;
        foreach (var slip in shown)
            opened += (await branch.OpenAsync(slip.Code)).IsError ? 0 : 1;
        Assert.Equal(1, opened);
        Assert.Equal(member.Code.ToLowerInvariant(), (await branch.UserAsync(member)).UserName);
    }

    [Fact]
    public async Task Whose_login_was_closed_is_printed_for_when_there_is_another()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync("Đào Văn Đóng");
        await branch.SlipAsync(member);
        await (await Administrator.InAsync(branch.World)).CloseAsync(await branch.UserAsync(member));

        var refused = await branch.PrintAsync(branch.Secretary, branch.World.Branch, member);
        Assert.Contains("tài khoản đăng nhập đã bị đóng", refused.FirstError.Description, StringComparison.Ordinal);

        var user = await branch.World.UserAsync(member);
        var slip = await branch.SlipAsync(member);
        Assert.Equal(user.UserName, slip.Login);
        Assert.Equal(user.Id, (await branch.EnterAsync(slip.Code)).Value.UserId);
    }

    /// <summary>The list names members, so each of them reads who has opened it.</summary>
    [Fact]
    [Trait("Security", "G2")]
    public async Task The_list_and_a_search_in_it_are_recorded_for_those_on_it_alone()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var (found, other) = (await branch.MemberAsync("Lưu Thị Hà"), await branch.MemberAsync("Trần Văn Bình"));
        await branch.World.UserAsync(found);
        await branch.World.UserAsync(other);

        Assert.Equal(["Lưu Thị Hà"], (await branch.ListAsync(search: "luu ha")).Rows.Select(row => row.FullName));
        Assert.Equal([ProcessType.MembersSearched], (await branch.SeenByAsync(found)).Select(row => row.Type));
        Assert.Empty(await branch.SeenByAsync(other));

        await branch.ListAsync();
        foreach (var member in new[] { found, other })
            Assert.Contains(await branch.SeenByAsync(member), row => row is { Type: ProcessType.MembersViewed, Role: Role.Secretary });
    }

    [Fact]
    public async Task Everybody_is_who_has_neither_a_password_nor_a_slip_that_can_be_used()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var branch = await SlipWorld.CreateAsync(database, clock);
        var never = await branch.MemberAsync("Nguyễn Văn Chưa");
        var expired = await branch.MemberAsync("Nguyễn Văn Hết");
        await branch.SlipAsync(expired);
        clock.Advance(TimeSpan.FromDays(36));
        branch = await branch.LaterAsync();
        var printed = await branch.MemberAsync("Nguyễn Văn Có");
        await branch.SlipAsync(printed);
        var activated = await branch.MemberAsync("Nguyễn Văn Xong");
        await branch.EnterAsync((await branch.SlipAsync(activated)).Code, Visitor.Password);
        var once = await branch.MemberAsync("Nguyễn Văn Một");
        await branch.EnterAsync((await branch.SlipAsync(once)).Code);
        await branch.MemberAsync("Nguyễn Văn Rời", birth: "");

        var states = (await branch.ListAsync()).Rows.ToDictionary(row => row.FullName, row => row.State);
        var slips = (await branch.PrintAsync(
            branch.Secretary, new PrintSlips.Command(branch.World.Branch, true, [], true, Guid.CreateVersion7()))).Value.Slips;

        Assert.Equal(SlipState.None, states["Nguyễn Văn Chưa"]);
        Assert.Equal(SlipState.Expired, states["Nguyễn Văn Hết"]);
        Assert.Equal(SlipState.Printed, states["Nguyễn Văn Có"]);
        Assert.Equal(SlipState.Activated, states["Nguyễn Văn Xong"]);
        Assert.Equal(SlipState.UsedOnce, states["Nguyễn Văn Một"]);
        Assert.Equal(
            new[] { never, expired, once }.Select(m => m.FullName).Order(), slips.Select(slip => slip.FullName).Order());
    }

    [Fact]
    public async Task Nobody_is_printed_for_without_a_birth_date_or_after_leaving_and_then_nobody_is()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var good = await branch.MemberAsync("Trần Thị Đủ");
        var unknown = await branch.MemberAsync("Trần Thị Thiếu", birth: "");
        var gone = await branch.World.MemberAsync(shape: m => m.ChangeStatus(ActivityStatus.TransferredOut));

        var refused = (await branch.PrintAsync(branch.Secretary, branch.World.Branch, good, unknown)).FirstError;
        var left = (await branch.PrintAsync(branch.Secretary, branch.World.Branch, good, gone)).FirstError;

        Assert.Equal(nameof(PrintSlips.Command.Members), refused.Code);
        Assert.Contains("Trần Thị Thiếu: danh sách chưa có ngày sinh", refused.Description, StringComparison.Ordinal);
        Assert.Equal(ErrorType.Conflict, left.Type);
        Assert.Equal(SlipState.None, await branch.StateAsync(good));
        Assert.DoesNotContain((await branch.ListAsync()).Rows, row => row.Code == gone.Code);
    }

    [Fact]
    public async Task Without_a_choice_or_the_statement_nothing_is_printed()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();

        var nobody = await branch.PrintAsync(branch.Secretary, branch.World.Branch);
        var unstated = await branch.PrintAsync(
            branch.Secretary, new PrintSlips.Command(branch.World.Branch, false, [member.Code], false, Guid.CreateVersion7()));

        Assert.Equal(nameof(PrintSlips.Command.Members), nobody.FirstError.Code);
        Assert.Equal(nameof(PrintSlips.Command.Stated), unstated.FirstError.Code);
        Assert.Equal(SlipState.None, await branch.StateAsync(member));
    }

    [Fact]
    public async Task Members_of_another_branch_are_out_of_reach()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var stranger = await branch.MemberAsync(branch: branch.World.SecondBranch);

        var own = await branch.PrintAsync(branch.Secretary, branch.World.Branch, stranger);
        var theirs = await branch.PrintAsync(branch.Secretary, branch.World.SecondBranch, stranger);

        Assert.Equal(ErrorType.Conflict, own.FirstError.Type);
        Assert.Equal(ErrorType.NotFound, theirs.FirstError.Type);
    }

    [Fact]
    [Trait("Security", "A15")]
    public async Task For_whoever_holds_a_role_somebody_above_prints_and_nobody_for_themselves()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var world = branch.World;
        var ofTheBoard = await branch.MemberAsync("Đỗ Văn Ban");
        await world.UserAsync(ofTheBoard, (Role.Board, world.District));
        var committee = await world.ScopeAsync(Role.Committee, world.Grassroots);
        var board = await world.ScopeAsync(Role.Board, world.District);

        foreach (var (by, member) in new[]
        {
            (branch.Secretary, branch.SecretaryMember), (branch.Secretary, ofTheBoard), (committee, ofTheBoard), (board, ofTheBoard),
        })
        {
            var refused = await branch.PrintAsync(by, world.Branch, member);
            Assert.Contains("do cấp ủy cấp trên in phiếu", refused.FirstError.Description, StringComparison.Ordinal);
        }

        var slip = Assert.Single((await branch.PrintAsync(committee, world.Branch, branch.SecretaryMember)).Value.Slips);
        Assert.Equal((HelpSource.LevelAbove, world.Grassroots.Name, null), HelpOf(slip));
        // It stands for the password, never for the second factor, which whoever holds a role has.
        Assert.NotNull((await branch.EnterAsync(slip.Code)).FirstError.Half());
    }

    [Fact]
    public async Task A_branch_without_a_secretary_has_its_slips_from_the_level_above_which_is_the_help()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var world = branch.World;
        var alone = await branch.MemberAsync("Hà Thị Một", world.SecondBranch);
        var committee = await world.ScopeAsync(Role.Committee, world.Grassroots);

        var slip = Assert.Single((await branch.PrintAsync(committee, world.SecondBranch, alone)).Value.Slips);

        Assert.Equal((HelpSource.LevelAbove, world.Grassroots.Name, null), HelpOf(slip));
        Assert.False((await branch.EnterAsync(slip.Code)).IsError);
    }

    [Fact]
    public async Task The_secretarys_number_is_on_their_own_prints_alone()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var committee = await branch.World.ScopeAsync(Role.Committee, branch.World.Grassroots);

        var slip = Assert.Single((await branch.PrintAsync(committee, branch.World.Branch, await branch.MemberAsync())).Value.Slips);

        Assert.Equal((HelpSource.Secretary, "Lê Thị Thư", null), HelpOf(slip));
    }

    [Fact]
    public async Task A_login_that_was_there_before_stays_the_same()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var user = await branch.World.UserAsync(member);

        Assert.Equal(user.UserName, (await branch.SlipAsync(member)).Login);
        Assert.Equal(user.Id, (await branch.UserAsync(member)).Id);
    }

    [Fact]
    public async Task A_slip_follows_its_member_to_another_branch()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);

        await branch.World.WriteAsync(ProcessType.MembersImported, db =>
        {
            db.Members.Attach(member);
            member.Transfer(branch.World.SecondBranch);
        });

        Assert.Equal(branch.World.SecondBranch.Path, (await branch.StoredAsync(member)).UnitPath);
        Assert.False((await branch.EnterAsync(slip.Code)).IsError);
    }

    [Fact]
    public async Task Printing_and_use_are_seen_by_the_member()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var session = (await branch.EnterAsync((await branch.SlipAsync(member)).Code)).Value;

        var scope = (await branch.World.OpenAsync(session.Reference))!.Scope;
        var seen = (await branch.World.RunAsync<GetWhoSawMyData, ErrorOr<Application.Page<AccessToMyData>>>(
            scope, use => use.HandleAsync(new GetWhoSawMyData.Query(Application.PageCursor.First), Stop))).Value.Rows;

        Assert.Contains(seen, row => row is { Type: ProcessType.SlipsPrinted, Role: Role.Secretary, IsOwn: false });
        Assert.Contains(seen, row => row is { Type: ProcessType.SlipUsed, IsOwn: true });
    }

    [Fact]
    public async Task A_slip_for_the_whole_day_that_is_printed_on_it()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var branch = await SlipWorld.CreateAsync(database, clock);
        var slip = await branch.SlipAsync(await branch.MemberAsync());

        clock.SetUtcNow(VietnamTime.At(slip.LastDay, new TimeOnly(23, 59)));
        Assert.False((await branch.OpenAsync(slip.Code)).IsError);
        clock.SetUtcNow(VietnamTime.At(slip.LastDay.AddDays(1), new TimeOnly(0, 0)));
        Assert.True((await branch.OpenAsync(slip.Code)).IsError);
    }

    private static (HelpSource Source, string? Name, string? Phone) HelpOf(PrintedSlip slip) =>
        (slip.Help.Source, slip.Help.Contact?.FullName ?? slip.Help.UnitName, slip.HelpPhone);
}
