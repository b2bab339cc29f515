using ErrorOr;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>What there is to look at in a declaration is answered, one by one, before it is confirmed.</summary>
public sealed class ReviewRemarkTests(TestDatabase database)
{
    [Fact]
    public async Task A_declaration_is_confirmed_once_every_remark_is_answered_and_the_answers_are_recorded()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình", "0905000001");
        var declaration = await world.SubmitAsync(
            member,
            new TypedAccount("zalo", "0905000002"),
            new TypedAccount("facebook", "https://www.facebook.com/groups/123456"));
        var accounts = (await world.OpenAsync(world.Secretary, world.Branch, declaration.Id)).Value.Accounts;
        CheckedRemark[] asked = [new(accounts[0].Now!.Id, "phone-differs"), new(accounts[1].Now!.Id, "page-as-personal")];

        var none = await world.ConfirmAsync(world.Secretary, world.Branch, declaration);
        var half = await world.ConfirmAsync(world.Secretary, world.Branch, declaration, ticked: asked[0]);
        var elsewhere = await world.ConfirmAsync(
            world.Secretary, world.Branch, declaration, ticked: [asked[0], new(accounts[0].Now!.Id, "page-as-personal")]);

        foreach (var refused in new[] { none, half, elsewhere })
            Assert.Equal((ErrorType.Validation, "Checked"), (refused.FirstError.Type, refused.FirstError.Code));
        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(declaration.Id)).Status);

        Assert.Null((await world.ConfirmAsync(world.Secretary, world.Branch, declaration, ticked: asked)).Refusal());

        var said = Assert.Single(await world.EventsAsync<DeclarationConfirmed>(member.Id));
        Assert.All(asked, remark => Assert.Contains(remark.Code, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_that_somebody_else_declares_meanwhile_is_asked_about_as_well()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var seen = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"), new TypedAccount("facebook", "fb.com/gia.dinh"));
        Assert.Empty((await world.OpenAsync(world.Secretary, world.Branch, seen.Id)).Value.Accounts[0].Now!.Remarks);
        await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Lê Văn Láng"), new TypedAccount("facebook", "fb.com/gia.dinh"));

        Assert.Equal(ErrorType.Validation, (await world.ConfirmAsync(world.Secretary, world.Branch, seen)).Refusal());
    }
}
