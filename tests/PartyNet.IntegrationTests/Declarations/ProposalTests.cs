using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Declarations;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>Accounts that a list has beside a member: a question, which the member answers, and nothing more.</summary>
public sealed class ProposalTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_the_members_enters_the_draft_and_is_declared_by_the_member_alone()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.World.ProposeAsync(declarer.Member, ("zalo", "0912 345 678"), ("facebook", "fb.com/groups/chibo14"));
        var (zalo, group) = await ProposedAsync(declarer);
        Assert.Equal(("0912 345 678", "danh-sach.xlsx"), (zalo.Account.Shown, zalo.ListName));
        Assert.Empty(await declarer.DeclarationsAsync());

        Assert.True((await AnswerAsync(declarer, (zalo.Id, true), (group.Id, true))).Value);

        var draft = await declarer.DraftAsync();
        Assert.Empty(draft.Proposals);
        Assert.Empty(await declarer.DeclarationsAsync());
        Assert.Equal(
            [("zalo", AccountUse.Personal), ("facebook", null)], draft.Content.Accounts.Select(a => (a.PlatformCode, a.Use)));
        await declarer.DescribeAsync(group.Id, AccountUse.RunByMember);
        Assert.Equal(2, (await declarer.SubmitAsync()).AccountCount);
    }

    [Fact]
    public async Task What_is_not_the_members_is_gone_and_what_is_not_answered_stays_a_question()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.World.ProposeAsync(declarer.Member, ("zalo", "0912345678"), ("tiktok", "@an.nguyen"));
        var (zalo, tiktok) = await ProposedAsync(declarer);

        Assert.False((await AnswerAsync(declarer, (zalo.Id, false))).Value);

        var draft = await declarer.DraftAsync();
        Assert.False(draft.IsStored);
        Assert.Equal([tiktok.Id], draft.Proposals.Select(p => p.Id));
        Assert.Contains("Trả lời sau", (await AnswerAsync(declarer)).FirstError.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_recorded_as_the_members_own_and_counts_without_addresses()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.World.ProposeAsync(declarer.Member, ("zalo", "0912345678"), ("tiktok", "@an.nguyen"));
        var (zalo, tiktok) = await ProposedAsync(declarer);

        await AnswerAsync(declarer, (zalo.Id, true), (tiktok.Id, false));

        var (role, members, events) = await declarer.World.ReadAsync(declarer.Scope, async db =>
        {
            var process = await db.Processes.SingleAsync(
                p => p.ActorId == declarer.User.Id && p.Type == ProcessType.ProposalsAnswered, Stop);
            return (process.ActorRole,
                await db.ProcessSubjects.Where(s => s.ProcessId == process.Id).Select(s => s.MemberId).ToListAsync(Stop),
                await declarer.World.ReadAsync(
                    declarer.World.Everything,
                    all => all.ProcessEvents.Where(e => e.ProcessId == process.Id).Select(e => e.Payload).ToListAsync(Stop)));
        });
        Assert.Null(role);
        Assert.Equal([declarer.Member.Id], members);
        Assert.Equal(["{\"dropped\": 1, \"accepted\": 1}"], events);
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_else()
    {
        var world = await database.NewWorldAsync();
        var (asked, other) = (await Declarer.InAsync(world), await Declarer.InAsync(world));
        await world.ProposeAsync(asked.Member, ("zalo", "0912345678"));
        var question = Assert.Single((await asked.DraftAsync()).Proposals);

        Assert.False((await AnswerAsync(other, (question.Id, true))).Value);

        Assert.Empty((await other.DraftAsync()).Content.Accounts);
        Assert.Single((await asked.DraftAsync()).Proposals);
    }

    [Fact]
    public async Task Who_has_stated_the_account_already_is_not_asked_and_declaring_it_is_the_answer()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.World.ProposeAsync(declarer.Member, ("zalo", "0912345678"));
        Assert.Single((await declarer.DraftAsync()).Proposals);

        await declarer.AddAsync("zalo", "0912 345 678");
        Assert.Empty((await declarer.DraftAsync()).Proposals);
        Assert.Equal(1, await CountAsync(declarer));
        await declarer.SubmitAsync();

        Assert.Equal(0, await CountAsync(declarer));
    }

    [Fact]
    public async Task The_member_reads_in_their_data_what_lists_have_and_until_when()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.World.ProposeAsync(declarer.Member, ("zalo", "0912345678"));

        var data = await declarer.RunAsync<GetMyData, ErrorOr<MyRecord>>(get => get.HandleAsync(Stop));

        var proposal = Assert.Single(data.Value.Proposals);
        Assert.Equal(("danh-sach.xlsx", TestDatabase.Morning.AddDays(90)), (proposal.ListName, proposal.EndsAt));
    }

    [Fact]
    public async Task They_lie_within_the_walls_of_their_branch_and_move_with_the_member()
    {
        var world = await database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        await world.ProposeAsync(declarer.Member, ("zalo", "0912345678"));

        Assert.Equal(1, await SeenAsync(await world.ScopeAsync(Role.Secretary, world.Branch)));
        Assert.Equal(0, await SeenAsync(await world.ScopeAsync(Role.Secretary, world.SecondBranch)));
        Assert.Equal(0, await SeenAsync((await Declarer.InAsync(world)).Scope));
        await world.WriteAsync(
            ProcessType.MembersImported, db => db.Members.Single(m => m.Id == declarer.Member.Id).Transfer(world.SecondBranch));
        Assert.Equal(0, await SeenAsync(await world.ScopeAsync(Role.Secretary, world.Branch)));
        Assert.Equal(1, await SeenAsync(await world.ScopeAsync(Role.Secretary, world.SecondBranch)));

        Task<int> SeenAsync(Application.Access.AccessScope scope) => world.ReadAsync(
            scope, db => db.ProposedAccounts.IgnoreQueryFilters(["scope"]).CountAsync(p => p.MemberId == declarer.Member.Id, Stop));
    }

    private static async Task<(Proposal First, Proposal Second)> ProposedAsync(Declarer declarer)
    {
        var proposals = (await declarer.DraftAsync()).Proposals;
        Assert.Equal(2, proposals.Count);
        return (proposals[0], proposals[1]);
    }

    private static Task<ErrorOr<bool>> AnswerAsync(Declarer declarer, params (Guid Id, bool IsMine)[] answers) =>
        declarer.RunAsync<AnswerProposals, ErrorOr<bool>>(answer => answer.HandleAsync(
            new AnswerProposals.Command(Guid.CreateVersion7(), [.. answers.Select(a => new ProposalReply(a.Id, a.IsMine))]), Stop));

    private static Task<int> CountAsync(Declarer declarer) => declarer.World.ReadAsync(
        declarer.World.Everything, db => db.ProposedAccounts.CountAsync(p => p.MemberId == declarer.Member.Id, Stop));
}
