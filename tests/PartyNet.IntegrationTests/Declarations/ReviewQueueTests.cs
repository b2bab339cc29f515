using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class ReviewQueueTests(TestDatabase database)
{
    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");

    [Fact]
    public async Task A_branch_sees_its_own_oldest_first_with_what_the_member_says()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SubmitAsync(world, "Trần Thị Một");
        await SubmitAsync(world, "Trần Thị Hai", Zalo, new TypedAccount("tiktok", "@hai.vn"));
        await world.SubmitAsync(await world.AddMemberAsync(world.Neighbour, "Lê Văn Láng"), Zalo);

        var queue = (await world.QueueAsync(world.Secretary, world.Branch)).Value;

        Assert.Equal(["Trần Thị Một", "Trần Thị Hai"], queue.Page.Rows.Select(r => r.MemberName));
        Assert.Equal((DeclarationAnswer.NoAccounts, 0), (queue.Page.Rows[0].Answer, queue.Page.Rows[0].AccountCount));
        Assert.Equal(
            (DeclarationAnswer.HasAccounts, 2, 1),
            (queue.Page.Rows[1].Answer, queue.Page.Rows[1].AccountCount, queue.Page.Rows[1].Number)
        );
        Assert.Equal((2, 2, null), (queue.AtThisLevel, queue.InAll, queue.Own));
    }

    [Fact]
    public async Task The_secretary_own_declaration_is_information_and_not_a_row()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SubmitAsync(world, world.Secretary);
        await SubmitAsync(world, "Trần Thị Hai", Zalo);

        foreach (var everything in new[] { false, true })
        {
            var queue = (await world.QueueAsync(world.Secretary, world.Branch, everything)).Value;
            Assert.Equal("Trần Thị Hai", Assert.Single(queue.Page.Rows).MemberName);
            Assert.Equal(OwnPending.ForTheLevelAbove, queue.Own);
        }
    }

    [Fact]
    public async Task The_level_above_gets_the_secretaries_and_on_request_everything()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SubmitAsync(world, world.Secretary);
        await SubmitAsync(world, world.FarSecretary);
        await SubmitAsync(world, "Trần Thị Hai", Zalo);

        var committee = (await world.QueueAsync(world.CommitteeReviewer, world.Committee)).Value;
        Assert.Equal("Nguyễn Văn Thư", Assert.Single(committee.Page.Rows).MemberName);
        Assert.True(committee.Page.Rows[0].OfSecretary);
        Assert.Equal((1, 2, false), (committee.AtThisLevel, committee.InAll, committee.IsBranch));

        var all = (await world.QueueAsync(world.CommitteeReviewer, world.Committee, everything: true)).Value;
        Assert.Equal(["Nguyễn Văn Thư", "Trần Thị Hai"], all.Page.Rows.Select(r => r.MemberName));

        Assert.Equal(2, (await world.QueueAsync(world.Board, world.District)).Value.AtThisLevel);
        Assert.Equal(3, (await world.QueueAsync(world.Board, world.District)).Value.InAll);
    }

    [Fact]
    public async Task A_member_who_reviews_elsewhere_is_told_who_looks_at_theirs()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Lý Văn Ủy");
        var reviewer = await world.AddUserAsync(member, (Role.Committee, world.Committee));
        await world.SubmitAsync(member, Zalo);

        Assert.Equal(OwnPending.ForTheBranch, (await world.QueueAsync(reviewer, world.Committee)).Value.Own);
    }

    [Fact]
    [Trait("Security", "Z3")]
    public async Task Only_units_in_reach_have_a_queue()
    {
        var world = await ReviewWorld.CreateAsync(database);
        Assert.Equal(ErrorType.NotFound, (await world.QueueAsync(world.Secretary, world.Neighbour)).Refusal());
        Assert.Equal(ErrorType.NotFound, (await world.QueueAsync(world.Secretary, world.Committee)).Refusal());
        Assert.Equal(ErrorType.NotFound, (await world.QueueAsync(world.CommitteeReviewer, world.District)).Refusal());
    }

    [Fact]
    public async Task What_there_is_to_look_at_is_said_in_words()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SubmitAsync(world, "Trần Thị Hai", new TypedAccount("facebook", "https://www.facebook.com/share/1YxwPSZJfw/"));
        await SubmitAsync(world, "Trần Thị Ba", new TypedAccount("facebook", "https://www.facebook.com/groups/123456"));
        await SubmitAsync(world, "Trần Thị Tư", new TypedAccount("tiktok", "https://www.tiktok.com/@tu.vn/video/7230000000000000000"));
        await SubmitAsync(world, "Trần Thị Năm", Zalo);

        var rows = (await world.QueueAsync(world.Secretary, world.Branch)).Value.Page.Rows;

        Assert.Equal(
            [ReviewSigns.OpaqueAddress, ReviewSigns.PageAsPersonal, ReviewSigns.AddressToCheck, ReviewSigns.None],
            rows.Select(r => r.Signs));
        Assert.Equal("Đường dẫn chưa rõ của tài khoản nào", Assert.Single(rows[0].Signs.Words()));
    }

    [Fact]
    public async Task The_same_account_of_two_members_shows_only_to_who_reaches_both()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var here = await SubmitAsync(world, "Trần Thị Hai", Zalo);
        await world.SubmitAsync(await world.AddMemberAsync(world.Neighbour, "Lê Văn Láng"), new TypedAccount("zalo", "+84 912.345.678"));

        Assert.Equal(ReviewSigns.None, Assert.Single((await world.QueueAsync(world.Secretary, world.Branch)).Value.Page.Rows).Signs);
        var seen = (await world.QueueAsync(world.CommitteeReviewer, world.Committee, everything: true)).Value.Page.Rows;
        Assert.Equal([ReviewSigns.SharedAccount, ReviewSigns.SharedAccount], seen.Select(r => r.Signs));
        Assert.Contains(here.Id, seen.Select(r => r.Id));
    }

    [Fact]
    public async Task How_often_it_came_back_counts_since_the_last_confirmed_version()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Hai");
        await world.ReturnAsync(world.Secretary, world.Branch, await world.SubmitAsync(member, Zalo));
        await world.ConfirmAsync(world.Secretary, world.Branch, await world.SubmitAsync(member, Zalo));
        await world.ReturnAsync(world.Secretary, world.Branch, await world.SubmitAsync(member, Zalo));
        await world.SubmitAsync(member, Zalo);
        await world.ReturnAsync(world.Secretary, world.Branch, (await PendingAsync(world, member))!);
        await world.SubmitAsync(member, Zalo);
        var last = await world.SubmitAsync(member, Zalo);

        Assert.Equal(2, Assert.Single((await world.QueueAsync(world.Secretary, world.Branch)).Value.Page.Rows).Returns);
        Assert.Equal(2, (await world.OpenAsync(world.Secretary, world.Branch, last.Id)).Value.Returns);
    }

    [Fact]
    public async Task A_long_queue_is_walked_by_key_also_after_rows_have_gone()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var total = (2 * PageCursor.Size) + 3;
        for (var i = 0; i < total; i++)
        {
            // Pairs of the same moment: the id tells them apart.
            await world.SubmitAsync(await world.AddMemberAsync(world.Branch, $"Trần Văn Số{i}"));
            world.Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        var first = (await world.QueueAsync(world.Secretary, world.Branch)).Value.Page;
        // What the cursor names is decided meanwhile: the walk goes on behind it.
        await world.ConfirmAsync(world.Secretary, world.Branch, await world.FindAsync(first.Rows[^1].Id));
        var second = (await world.QueueAsync(world.Secretary, world.Branch, cursor: new PageCursor(After: first.After))).Value.Page;
        var third = (await world.QueueAsync(world.Secretary, world.Branch, cursor: new PageCursor(After: second.After))).Value.Page;
        var back = (await world.QueueAsync(world.Secretary, world.Branch, cursor: new PageCursor(Before: third.Before))).Value.Page;

        Assert.Equal(total, first.Rows.Concat(second.Rows).Concat(third.Rows).Select(r => r.Id).Distinct().Count());
        Assert.Equal((null, null), (first.Before, third.After));
        Assert.Equal(second.Rows.Select(r => r.Id), back.Rows.Select(r => r.Id));
        var inOrder = first.Rows.Concat(second.Rows).Concat(third.Rows).ToList();
        Assert.Equal(inOrder.OrderBy(r => r.SubmittedAt).ThenBy(r => r.Id).Select(r => r.Id), inOrder.Select(r => r.Id));
    }

    [Fact]
    public async Task A_search_by_name_leaves_those_who_wait_exact_tones_first()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var zalo = new TypedAccount("zalo", "0987 654 321");
        var shared = await SubmitAsync(world, "Trần Thị Hoá", Zalo);
        await SubmitAsync(world, "Trần Thị Hòa", zalo);
        await SubmitAsync(world, "Lê Văn Bình");
        await world.AddMemberAsync(world.Branch, "Đỗ Thị Hòa");
        await world.SubmitAsync(await world.AddMemberAsync(world.Neighbour, "Lý Thị Hòa"), Zalo);
        await SubmitAsync(world, world.Secretary);

        Assert.Equal(["Trần Thị Hòa", "Trần Thị Hoá"], await FoundAsync(world.Secretary, world.Branch, "thị hòa"));
        Assert.Equal(["Trần Thị Hoá", "Trần Thị Hòa"], await FoundAsync(world.Secretary, world.Branch, "Hoá Trần"));
        Assert.Empty(await FoundAsync(world.Secretary, world.Branch, "???"));
        Assert.Empty(await FoundAsync(world.Secretary, world.Branch, "Thư"));
        Assert.Empty(await FoundAsync(world.CommitteeReviewer, world.Committee, "hoa"));
        Assert.Equal(["Nguyễn Văn Thư"], await FoundAsync(world.CommitteeReviewer, world.Committee, "thư"));
        Assert.Equal(3, (await FoundAsync(world.CommitteeReviewer, world.Committee, "hoa", everything: true)).Count);

        var all = (await world.QueueAsync(world.CommitteeReviewer, world.Committee, everything: true, search: "hoa")).Value;
        Assert.Equal(new QueueSearch(3, IsCut: false), all.Search);
        Assert.Equal(5, all.InAll);
        Assert.Equal(ReviewSigns.SharedAccount, all.Page.Rows.Single(r => r.Id == shared.Id).Signs);

        async Task<IReadOnlyList<string>> FoundAsync(Caller caller, Unit unit, string name, bool everything = false) =>
            [.. (await world.QueueAsync(caller, unit, everything, search: name)).Value.Page.Rows.Select(r => r.MemberName)];
    }

    [Fact]
    public async Task What_a_search_found_is_walked_and_written_down_without_what_was_typed()
    {
        var world = await ReviewWorld.CreateAsync(database);
        for (var i = 0; i < PageCursor.Size + 2; i++)
            await world.SubmitAsync(await world.AddMemberAsync(world.Branch, $"Trần Văn Sáu{i}"));

        var first = (await SearchAsync(PageCursor.First)).Page;
        var second = (await SearchAsync(new PageCursor(After: first.After))).Page;
        var back = (await SearchAsync(new PageCursor(Before: second.Before))).Page;

        Assert.Equal(PageCursor.Size + 2, first.Rows.Concat(second.Rows).Select(r => r.Id).Distinct().Count());
        Assert.Equal((null, null), (first.Before, second.After));
        Assert.Equal(first.Rows, back.Rows);
        var looks = await world.ReadAsync(db => db.Processes.CountAsync(
            p => p.Type == ProcessType.MembersSearched && p.UnitId == world.Branch.Id, TestContext.Current.CancellationToken));
        Assert.Equal(3, looks);

        async Task<ReviewQueue> SearchAsync(PageCursor cursor) =>
            (await world.QueueAsync(world.Secretary, world.Branch, cursor: cursor, search: "sau")).Value;
    }

    [Fact]
    public async Task The_page_after_a_decision_says_what_was_decided_to_who_decided_it()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await SubmitAsync(world, "Trần Thị Hai", Zalo);
        await world.ConfirmAsync(world.CommitteeReviewer, world.Committee, declaration);

        Assert.Equal(
            new DecidedDeclaration(declaration.MemberId, "Trần Thị Hai", 1, DeclarationStatus.Confirmed),
            (await world.QueueAsync(world.CommitteeReviewer, world.Committee, justDecided: declaration.Id)).Value.JustDecided);
        Assert.Null((await world.QueueAsync(world.Secretary, world.Branch, justDecided: declaration.Id)).Value.JustDecided);
        Assert.Null((await world.QueueAsync(world.FarSecretary, world.FarBranch, justDecided: declaration.Id)).Value.JustDecided);
    }

    private static async Task<Declaration> SubmitAsync(ReviewWorld world, string name, params TypedAccount[] accounts)
    {
        var member = await world.AddMemberAsync(world.Branch, name);
        var declaration = await world.SubmitAsync(member, accounts);
        world.Clock.Advance(TimeSpan.FromHours(1));
        return declaration;
    }

    private static async Task SubmitAsync(ReviewWorld world, Caller secretary)
    {
        await world.SubmitAsync(
            await world.ReadAsync(db => db.Members.SingleAsync(m => m.Id == secretary.MemberId, TestContext.Current.CancellationToken)),
            Zalo
        );
        world.Clock.Advance(TimeSpan.FromHours(1));
    }

    private static Task<Declaration?> PendingAsync(ReviewWorld world, Member member) =>
        world.ReadAsync(db =>
            db.Declarations.SingleOrDefaultAsync(
                d => d.MemberId == member.Id && d.Status == DeclarationStatus.Submitted,
                TestContext.Current.CancellationToken
            )
        );
}
