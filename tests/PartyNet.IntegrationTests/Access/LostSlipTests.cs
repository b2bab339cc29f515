using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>A slip that is told lost lets nobody in, and a new one does.</summary>
[Trait("Security", "A14")]
public sealed class LostSlipTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_slip_is_closed_at_once_and_a_new_one_gets_its_member_back_in()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var lost = await branch.SlipAsync(member);
        var opened = (await branch.OpenAsync(lost.Code)).Value;

        Assert.Equal(1, (await branch.LoseAsync(member)).Value);

        Assert.Equal(SlipState.Lost, await branch.StateAsync(member));
        Assert.Equal((await branch.OpenAsync(SlipCode.New())).Errors, (await branch.OpenAsync(lost.Code)).Errors);
        // Neither may somebody go on who had opened it.
        Assert.Equal(ErrorType.NotFound, (await branch.UseAsync(opened)).FirstError.Type);
        Assert.False((await branch.EnterAsync((await branch.SlipAsync(member)).Code)).IsError);
        Assert.Contains(await branch.SeenByAsync(member), row => row is { Type: ProcessType.SlipsLost, Role: Role.Secretary });
    }

    [Fact]
    public async Task It_is_among_those_who_need_a_slip()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync("Trần Văn Mất");
        await branch.SlipAsync(member);
        await branch.LoseAsync(member);

        var printed = await branch.PrintAsync(
            branch.Secretary, new PrintSlips.Command(branch.World.Branch, true, [], true, Guid.CreateVersion7()));

        Assert.Equal("Trần Văn Mất", Assert.Single(printed.Value.Slips).FullName);
    }

    [Fact]
    public async Task Who_has_no_slip_that_can_be_used_has_none_to_lose()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var (never, used) = (await branch.MemberAsync(), await branch.MemberAsync());
        await branch.EnterAsync((await branch.SlipAsync(used)).Code);

        foreach (var answer in new[] { await branch.LoseAsync(), await branch.LoseAsync(never, used) })
            Assert.Equal(nameof(ReportSlipsLost.Command.Members), answer.FirstError.Code);
        Assert.Equal(SlipState.UsedOnce, await branch.StateAsync(used));
    }

    [Fact]
    public async Task Slips_of_another_branch_are_nobodys_to_close()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var world = branch.World;
        var stranger = await branch.MemberAsync(branch: world.SecondBranch);
        var committee = await world.ScopeAsync(Role.Committee, world.Grassroots);
        var slip = Assert.Single((await branch.PrintAsync(committee, world.SecondBranch, stranger)).Value.Slips);

        var theirs = await world.RunAsync<ReportSlipsLost, ErrorOr<int>>(branch.Secretary, use => use.HandleAsync(
            new ReportSlipsLost.Command(world.SecondBranch, [stranger.Code], Guid.CreateVersion7()), Stop));

        Assert.True((await branch.LoseAsync(stranger)).IsError);
        Assert.Equal(ErrorType.NotFound, theirs.FirstError.Type);
        Assert.False((await branch.EnterAsync(slip.Code)).IsError);
    }
}
