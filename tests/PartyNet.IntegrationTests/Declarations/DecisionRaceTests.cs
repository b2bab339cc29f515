using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class DecisionRaceTests(TestDatabase database)
{
    private const int Members = 4;
    private const int RoundsOfMember = 50;

    private enum Winner
    {
        Confirmation,
        Return,
        NewVersion,
    }

    [Fact]
    public async Task Of_a_confirmation_a_return_and_a_new_version_at_once_exactly_one_takes_the_version()
    {
        var world = await ReviewWorld.CreateAsync(database);

        var winners = await Task.WhenAll(Enumerable.Range(0, Members).Select(i => RaceAsync(world, $"Trần Thị Bình {i}")));

        Assert.Equal(Members * RoundsOfMember, winners.SelectMany(w => w).Count());
    }

    private static async Task<List<Winner>> RaceAsync(ReviewWorld world, string name)
    {
        var member = await world.AddMemberAsync(world.Branch, name);
        var winners = new List<Winner>();
        for (var round = 0; round < RoundsOfMember; round++)
        {
            var seen = await world.SubmitAsync(member, new TypedAccount("zalo", "0912345678"));
            var attempts = await Task.WhenAll(
                AnswerAsync(() => world.ConfirmAsync(world.Secretary, world.Branch, seen)),
                AnswerAsync(() => world.ReturnAsync(world.CommitteeReviewer, world.Committee, seen)),
                AnswerAsync(() => ReplaceAsync(world, member)));

            var stored = await world.FindAsync(seen.Id);
            var defects = await DefectsAsync(world, seen.Id);
            var winner = stored.Status switch
            {
                DeclarationStatus.Confirmed => Winner.Confirmation,
                // The member's new version may have followed a return at once.
                DeclarationStatus.Returned or DeclarationStatus.Superseded => Winner.Return,
                DeclarationStatus.Withdrawn => Winner.NewVersion,
                _ => throw new InvalidOperationException($"Round {round} left the version {stored.Status}."),
            };
            winners.Add(winner);

            Assert.Null(attempts[(int)winner]);
            foreach (var reviewer in new[] { Winner.Confirmation, Winner.Return }.Where(w => w != winner))
                Assert.Equal(ErrorType.Conflict, attempts[(int)reviewer]);
            Assert.Equal(winner == Winner.Return ? 1 : 0, defects);
            await AssertConsistentAsync(world, member);
        }

        Assert.Equal(winners.Count(w => w == Winner.Confirmation), (await world.EventsAsync<DeclarationConfirmed>(member.Id)).Count);
        Assert.Equal(winners.Count(w => w == Winner.Return), (await world.EventsAsync<DeclarationReturned>(member.Id)).Count);
        return winners;
    }

    /// <summary>The member hands in another version while reviewers decide; loses when the one before has been touched meanwhile.</summary>
    private static async Task<ErrorOr<Success>> ReplaceAsync(ReviewWorld world, Member member)
    {
        try
        {
            await world.SubmitAsync(member, new TypedAccount("zalo", "0912345679"));
            return Result.Success;
        }
        catch (DbUpdateException)
        {
            return Error.Conflict();
        }
    }

    private static async Task<ErrorType?> AnswerAsync(Func<Task<ErrorOr<Success>>> attempt)
    {
        await Task.Yield();
        return (await attempt()).Refusal();
    }

    private static Task<int> DefectsAsync(ReviewWorld world, Guid declaration) =>
        world.ReadAsync(db => db.Defects.CountAsync(d => d.DeclarationId == declaration, TestContext.Current.CancellationToken));

    /// <summary>At most one version waits and one is in force, and the member's row says the same as the versions.</summary>
    private static async Task AssertConsistentAsync(ReviewWorld world, Member member)
    {
        var versions = await world.ReadAsync(db => db.Declarations.AsNoTracking().Where(d => d.MemberId == member.Id).ToListAsync(TestContext.Current.CancellationToken));
        var row = await world.FindAsync(member);
        Assert.True(versions.Count(v => v.IsPending) <= 1);
        Assert.Equal(row.CurrentDeclarationId, versions.SingleOrDefault(v => v.Status == DeclarationStatus.Confirmed)?.Id);
        var latest = versions.MaxBy(v => v.Number)!;
        Assert.Equal(
            latest.Status switch { DeclarationStatus.Submitted => DeclarationState.Submitted, DeclarationStatus.Returned => DeclarationState.Returned, _ => DeclarationState.Confirmed },
            row.DeclarationState);
    }
}
