using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>What a slip asks for is recorded before it is printed, once, and never changed by whoever prints.</summary>
[Trait("Security", "A14")]
public sealed class RecordBirthDateTests(TestDatabase database)
{
    [Theory]
    [InlineData("3/2/1960", "03/02/1960", "1960")]
    [InlineData("1960", "1960", "1961")]
    public async Task Where_none_is_held_it_is_recorded_and_the_slip_asks_for_it(string recorded, string right, string wrong)
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync(birth: "");
        Assert.True((await branch.ListAsync()).Rows.Single(row => row.Code == member.Code).LacksBirthDate);

        Assert.False((await branch.RecordBirthAsync(member, recorded)).IsError);

        var slip = await branch.SlipAsync(member);
        Assert.True((await branch.OpenAsync(slip.Code, wrong)).IsError);
        Assert.False((await branch.OpenAsync(slip.Code, right)).IsError);
        Assert.Contains(await branch.SeenByAsync(member), row => row is { Type: ProcessType.BirthDateRecorded, Role: Role.Secretary });
    }

    /// <summary>Whoever could change it could use the slips that they print.</summary>
    [Theory]
    [InlineData("03/02/1960")]
    [InlineData("1960")]
    public async Task One_that_is_held_stays(string held)
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync(birth: held);

        var changed = await branch.RecordBirthAsync(member, "04/03/1971");

        Assert.Equal(ErrorType.NotFound, changed.FirstError.Type);
        Assert.Equal(1960, (await StoredAsync(branch, member)).BirthYear);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hôm qua")]
    [InlineData("31/02/1960")]
    [InlineData("01/01/2030")]
    [InlineData("24/11/2008")]
    [InlineData("1899")]
    public async Task What_is_no_members_date_of_birth_is_refused(string typed)
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync(birth: "");

        var refused = await branch.RecordBirthAsync(member, typed);

        Assert.Equal(nameof(RecordBirthDate.Command.BirthDate), refused.FirstError.Code);
        Assert.Null((await StoredAsync(branch, member)).BirthYear);
    }

    [Fact]
    public async Task Neither_of_oneself_nor_of_who_holds_a_role_above_nor_in_another_branch()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var world = branch.World;
        var ofTheBoard = await branch.MemberAsync(birth: "");
        await world.UserAsync(ofTheBoard, (Role.Board, world.District));
        var undatedSecretary = await branch.MemberAsync(birth: "");
        var secretary = await world.UserAsync(undatedSecretary, (Role.Secretary, world.Branch));
        var stranger = await branch.MemberAsync(branch: world.SecondBranch, birth: "");

        foreach (var (member, by) in new[]
        {
            (ofTheBoard, branch.Secretary), (undatedSecretary, await world.ScopeOfAsync(secretary)), (stranger, branch.Secretary),
        })
        {
            Assert.Equal(ErrorType.NotFound, (await branch.RecordBirthAsync(member, "1960", by)).FirstError.Type);
            Assert.Null((await StoredAsync(branch, member)).BirthYear);
        }
    }

    private static Task<Member> StoredAsync(SlipWorld branch, Member member) => branch.World.ReadAsync(
        branch.World.Everything,
        db => db.Members.AsNoTracking().SingleAsync(m => m.Id == member.Id, TestContext.Current.CancellationToken));
}
