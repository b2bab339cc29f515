using ErrorOr;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>Declarations that say nothing new are confirmed together, and nothing else is.</summary>
public sealed class ConfirmUnchangedTests(TestDatabase database)
{
    [Fact]
    public async Task Thirty_that_say_nothing_new_are_confirmed_with_one_form_each_by_a_decision_of_its_own()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (declarers, repeated) = (new List<Declarer>(), new List<Declaration>());
        for (var i = 0; i < 30; i++)
        {
            declarers.Add(await world.AddDeclarerAsync());
            repeated.Add(await RepeatAsync(world, declarers[i], $"09120000{i:00}"));
        }

        var list = (await world.UnchangedAsync(world.Secretary, world.Branch)).Value;
        Assert.Equal(repeated.Select(d => d.Id).Order(), list.Waiting.Select(row => row.Id).Order());

        var key = Guid.CreateVersion7();
        var confirmed = (await world.ConfirmTogetherAsync(world.Secretary, world.Branch, key, repeated)).Value;
        var again = (await world.ConfirmTogetherAsync(world.Secretary, world.Branch, key, repeated)).Value;

        Assert.Equal((30, 0), (confirmed.Confirmed, confirmed.Left));
        Assert.Equal(confirmed, again);
        foreach (var declarer in declarers)
        {
            Assert.Equal(DeclarationState.Confirmed, (await declarer.StoredMemberAsync()).DeclarationState);
            Assert.Equal(2, (await world.EventsAsync<DeclarationConfirmed>(declarer.Member.Id)).Count);
        }

        var after = (await world.UnchangedAsync(world.Secretary, world.Branch, confirmed.Since)).Value;
        Assert.Empty(after.Waiting);
        Assert.Equal(repeated.Select(d => d.Id).Order(), after.Confirmed.Select(row => row.Id).Order());
        // What somebody else has confirmed is not what the caller has.
        Assert.Empty((await world.UnchangedAsync(world.CommitteeReviewer, world.Branch, confirmed.Since)).Value.Confirmed);
    }

    [Fact]
    public async Task What_is_new_repeats_what_was_returned_or_shows_something_to_look_at_waits_for_a_look_of_its_own()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var plain = await RepeatAsync(world, await world.AddDeclarerAsync(), "0912000001");
        var first = await (await world.AddDeclarerAsync()).DeclareAsync(new TypedAccount("zalo", "0912000002"));
        var changing = await world.AddDeclarerAsync();
        await RepeatAsync(world, changing, "0912000003");
        var changed = await changing.DeclareAsync(new TypedAccount("zalo", "0912000004"));
        var stubborn = await world.AddDeclarerAsync();
        await stubborn.DeclareAsync(new TypedAccount("zalo", "0912000005"));
        await stubborn.ReturnAsync((0, DefectField.WholeList, "Còn thiếu tài khoản."));
        var returned = await stubborn.DeclareAsync(new TypedAccount("zalo", "0912000005"));
        var sharing = await RepeatAsync(world, await world.AddDeclarerAsync(), "0912000006");
        var other = await (await world.AddDeclarerAsync()).DeclareAsync(new TypedAccount("zalo", "0912000006"));
        Assert.True(sharing.Unchanged && !returned.Unchanged && !changed.Unchanged);

        Assert.Equal(plain.Id, Assert.Single((await world.UnchangedAsync(world.Secretary, world.Branch)).Value.Waiting).Id);
        var answer = (await world.ConfirmTogetherAsync(
            world.Secretary, world.Branch, Guid.CreateVersion7(), plain, first, changed, returned, sharing, other)).Value;

        Assert.Equal((1, 5), (answer.Confirmed, answer.Left));
        Assert.Equal(DeclarationStatus.Confirmed, (await world.FindAsync(plain.Id)).Status);
        foreach (var left in new[] { first, changed, returned, sharing, other })
            Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(left.Id)).Status);
    }

    [Fact]
    public async Task A_zalo_number_that_is_no_more_the_one_of_the_roll_is_looked_at()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình", "0905000001");
        var first = await world.SubmitAsync(member, new TypedAccount("zalo", "0905000002"));
        var differs = new CheckedRemark(
            (await world.OpenAsync(world.Secretary, world.Branch, first.Id)).Value.Accounts[0].Now!.Id, "phone-differs");
        Assert.Null((await world.ConfirmAsync(world.Secretary, world.Branch, first, ticked: differs)).Refusal());
        var repeated = await world.SubmitAsync(member, new TypedAccount("zalo", "0905000002"));

        var answer = (await world.ConfirmTogetherAsync(world.Secretary, world.Branch, Guid.CreateVersion7(), repeated)).Value;

        Assert.Equal((0, 1), (answer.Confirmed, answer.Left));
    }

    [Fact]
    [Trait("Security", "Z2")]
    public async Task Of_another_branch_nothing_is_confirmed_and_with_it_nothing_else()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var own = await RepeatAsync(world, await world.AddDeclarerAsync(), "0912000001");
        var neighbour = await world.SubmitAsync(
            await world.AddMemberAsync(world.Neighbour, "Lê Văn Láng"), new TypedAccount("zalo", "0912000009"));

        var answer = await world.ConfirmTogetherAsync(world.Secretary, world.Branch, Guid.CreateVersion7(), own, neighbour);

        Assert.Equal(ErrorType.NotFound, answer.Refusal());
        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(own.Id)).Status);
        Assert.Equal(ErrorType.NotFound, (await world.UnchangedAsync(world.NeighbourSecretary, world.Branch)).Refusal());
        Assert.Equal(
            ErrorType.NotFound,
            (await world.ConfirmTogetherAsync(world.NeighbourSecretary, world.Branch, Guid.CreateVersion7(), own)).Refusal());
    }

    [Fact]
    public async Task Nothing_chosen_and_more_than_fifty_are_said_at_the_list()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var one = await RepeatAsync(world, await world.AddDeclarerAsync(), "0912000001");

        var nothing = await world.ConfirmTogetherAsync(world.Secretary, world.Branch, Guid.CreateVersion7());
        var many = await world.AsAsync(world.Secretary, s => ((ConfirmUnchanged)s.GetService(typeof(ConfirmUnchanged))!).HandleAsync(
            new ConfirmUnchanged.Command(
                world.Branch,
                [.. Enumerable.Range(0, 51).Select(_ => new SeenDeclaration(Guid.CreateVersion7(), 1))], Guid.CreateVersion7()),
            TestContext.Current.CancellationToken));

        Assert.Equal("Chọn ít nhất một bản kê khai để xác nhận.", nothing.FirstError.Description);
        Assert.Equal("Mỗi lần xác nhận nhiều nhất 50 bản kê khai.", many.FirstError.Description);
        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(one.Id)).Status);
    }

    [Fact]
    [Trait("Security", "G2")]
    public async Task Whose_names_the_list_shows_read_that_it_was_shown()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declarer = await world.AddDeclarerAsync();
        await RepeatAsync(world, declarer, "0912000001");

        await world.UnchangedAsync(world.Secretary, world.Branch);

        Assert.Single(await world.EventsAsync<Application.Audit.MembersShown>(declarer.Member.Id));
    }

    /// <returns>The second version, which says the same as the first, confirmed one.</returns>
    private static async Task<Declaration> RepeatAsync(ReviewWorld world, Declarer declarer, string zalo)
    {
        var first = await declarer.DeclareAsync(new TypedAccount("zalo", zalo));
        Assert.Null((await world.ConfirmAsync(world.Secretary, world.Branch, first)).Refusal());
        return await declarer.SubmitAsync();
    }
}
