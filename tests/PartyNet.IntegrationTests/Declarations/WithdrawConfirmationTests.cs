using ErrorOr;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>A confirmation is taken back by whoever gave it, and everything is as it was before.</summary>
public sealed class WithdrawConfirmationTests(TestDatabase database)
{
    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");

    [Fact]
    public async Task The_version_waits_again_and_the_one_before_it_is_in_force_again()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        var first = await ConfirmedAsync(world, member, Zalo);
        var second = await ConfirmedAsync(world, member, Zalo, new TypedAccount("tiktok", "@binh.vn"));
        var key = Guid.CreateVersion7();

        Assert.Null((await world.WithdrawAsync(world.Secretary, world.Branch, second, WithdrawalReason.FoundWrong, key)).Refusal());
        Assert.Null((await world.WithdrawAsync(world.Secretary, world.Branch, second, WithdrawalReason.FoundWrong, key)).Refusal());

        var reopened = await world.FindAsync(second.Id);
        Assert.Equal((DeclarationStatus.Submitted, null, null), (reopened.Status, reopened.DecidedBy, reopened.DecidedAt));
        Assert.Equal(DeclarationStatus.Confirmed, (await world.FindAsync(first.Id)).Status);
        var stored = await world.FindAsync(member);
        Assert.Equal((DeclarationState.Submitted, first.Id), (stored.DeclarationState, stored.CurrentDeclarationId));
        var said = Assert.Single(await world.EventsAsync<ConfirmationWithdrawn>(member.Id));
        Assert.Contains(second.Id.ToString(), said, StringComparison.Ordinal);
        Assert.Contains(second.Id, (await world.QueueAsync(world.Secretary, world.Branch)).Value.Page.Rows.Select(row => row.Id));

        // And it can be decided like any that waits.
        Assert.Null((await world.ConfirmAsync(world.Secretary, world.Branch, reopened)).Refusal());
        Assert.Equal(DeclarationStatus.Superseded, (await world.FindAsync(first.Id)).Status);
        Assert.Equal(second.Id, (await world.FindAsync(member)).CurrentDeclarationId);
    }

    [Fact]
    public async Task After_the_first_one_none_is_in_force()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        var only = await ConfirmedAsync(world, member, Zalo);

        Assert.Null((await world.WithdrawAsync(world.Secretary, world.Branch, only)).Refusal());

        var stored = await world.FindAsync(member);
        Assert.Equal((DeclarationState.Submitted, null), (stored.DeclarationState, stored.CurrentDeclarationId));
    }

    [Fact]
    public async Task What_was_returned_on_the_way_does_not_come_into_force()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declarer = await world.AddDeclarerAsync();
        var first = await declarer.DeclareAsync(Zalo);
        await world.ConfirmAsync(world.Secretary, world.Branch, first);
        await declarer.DeclareAsync(Zalo, new TypedAccount("tiktok", "@binh.vn"));
        await declarer.ReturnAsync((0, DefectField.WholeList, "Còn thiếu."));
        var third = await declarer.DeclareAsync(Zalo, new TypedAccount("tiktok", "@binh.vn"), new TypedAccount("youtube", "@binh"));
        await world.ConfirmAsync(world.Secretary, world.Branch, third);

        Assert.Null((await world.WithdrawAsync(world.Secretary, world.Branch, await world.FindAsync(third.Id))).Refusal());

        Assert.Equal(
            [DeclarationStatus.Confirmed, DeclarationStatus.Superseded, DeclarationStatus.Submitted],
            (await declarer.DeclarationsAsync()).Select(d => d.Status));
        Assert.Equal(first.Id, (await declarer.StoredMemberAsync()).CurrentDeclarationId);
    }

    [Fact]
    public async Task Nobody_else_may_nor_whoever_gave_it_after_thirty_days()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var confirmed = await ConfirmedAsync(world, await world.AddMemberAsync(world.Branch, "Trần Thị Bình"), Zalo);

        Assert.Equal(ErrorType.Forbidden, (await world.WithdrawAsync(world.CommitteeReviewer, world.Committee, confirmed)).Refusal());
        Assert.False((await world.OpenAsync(world.CommitteeReviewer, world.Committee, confirmed.Id)).Value.CanWithdraw);
        Assert.Equal(ErrorType.NotFound, (await world.WithdrawAsync(world.NeighbourSecretary, world.Neighbour, confirmed)).Refusal());
        Assert.Equal(ErrorType.Validation, (await world.WithdrawAsync(world.Secretary, world.Branch, confirmed, reason: null)).Refusal());

        world.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True((await world.OpenAsync(world.Secretary, world.Branch, confirmed.Id)).Value.CanWithdraw);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await world.OpenAsync(world.Secretary, world.Branch, confirmed.Id)).Value.CanWithdraw);
        Assert.Equal(ErrorType.Forbidden, (await world.WithdrawAsync(world.Secretary, world.Branch, confirmed)).Refusal());
        Assert.Equal(DeclarationStatus.Confirmed, (await world.FindAsync(confirmed.Id)).Status);
    }

    [Fact]
    public async Task Whose_role_has_ended_may_not()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var deputy = await world.AddUserAsync(
            await world.AddMemberAsync(world.Branch, "Đỗ Văn Phó"), (Role.Secretary, world.Branch));
        var declaration = await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"), Zalo);
        await world.ConfirmAsync(deputy, world.Branch, declaration);
        await world.RevokeAsync(deputy);

        var without = new Caller(new Application.Access.AccessScope { UserId = deputy.UserId });
        Assert.Equal(
            ErrorType.NotFound, (await world.WithdrawAsync(without, world.Branch, await world.FindAsync(declaration.Id))).Refusal());
    }

    [Fact]
    [Trait("Security", "B2")]
    public async Task Once_the_member_has_handed_in_another_version_it_stays()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        var confirmed = await ConfirmedAsync(world, member, Zalo);
        await world.SubmitAsync(member, Zalo, new TypedAccount("tiktok", "@binh.vn"));

        Assert.Equal(ErrorType.Conflict, (await world.WithdrawAsync(world.Secretary, world.Branch, confirmed)).Refusal());

        Assert.Equal(DeclarationStatus.Confirmed, (await world.FindAsync(confirmed.Id)).Status);
        Assert.Equal(confirmed.Id, (await world.FindAsync(member)).CurrentDeclarationId);
    }

    private static async Task<Declaration> ConfirmedAsync(ReviewWorld world, Member member, params TypedAccount[] accounts)
    {
        var declaration = await world.SubmitAsync(member, accounts);
        Assert.Null((await world.ConfirmAsync(world.Secretary, world.Branch, declaration)).Refusal());
        return await world.FindAsync(declaration.Id);
    }
}
