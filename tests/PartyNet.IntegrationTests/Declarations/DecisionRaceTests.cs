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
    [Trait("Security", "B2")]
    public async Task Of_a_confirmation_a_return_and_a_new_version_at_once_exactly_one_takes_the_version()
    {
        var world = await ReviewWorld.CreateAsync(database);

        var winners = await Task.WhenAll(Enumerable.Range(0, Members).Select(i => RaceAsync(world, $"091234567{i}")));

        Assert.Equal(Members * RoundsOfMember, winners.SelectMany(w => w).Count());
    }

    private static async Task<List<Winner>> RaceAsync(ReviewWorld world, string zalo)
    {
        var declarer = await world.AddDeclarerAsync();
        var winners = new List<Winner>();
        for (var round = 0; round < RoundsOfMember; round++)
        {
            // A version that lost the round before it is still a draft, and stands against what was decided then.
            await declarer.RunAsync<DiscardDraft, ErrorOr<Deleted>>(discard => discard.HandleAsync(CancellationToken.None));
            var seen = await declarer.DeclareAsync(new TypedAccount("zalo", zalo));
            await declarer.AddAsync("tiktok", "@binh.vn");
            var page = await declarer.PageAsync();

            var attempts = await Task.WhenAll(
                AnswerAsync(() => world.ConfirmAsync(world.Secretary, world.Branch, seen)),
                AnswerAsync(() => world.ReturnAsync(world.CommitteeReviewer, world.Committee, seen)),
                AnswerAsync(() => declarer.PostAsync(page)));

            var winner = (await world.FindAsync(seen.Id)).Status switch
            {
                DeclarationStatus.Confirmed => Winner.Confirmation,
                DeclarationStatus.Returned => Winner.Return,
                DeclarationStatus.Withdrawn => Winner.NewVersion,
                var status => throw new InvalidOperationException($"Round {round} left the version {status}."),
            };
            winners.Add(winner);

            for (var author = 0; author < attempts.Length; author++)
                Assert.Equal(author == (int)winner ? null : ErrorType.Conflict, attempts[author]);
            Assert.Equal(winner == Winner.Return ? 1 : 0, await DefectsAsync(world, seen.Id));
            await AssertConsistentAsync(world, declarer.Member);
        }

        Assert.Equal(
            winners.Count(w => w == Winner.Confirmation),
            (await world.EventsAsync<DeclarationConfirmed>(declarer.Member.Id)).Count
        );
        Assert.Equal(winners.Count(w => w == Winner.Return), (await world.EventsAsync<DeclarationReturned>(declarer.Member.Id)).Count);
        return winners;
    }

    private static async Task<ErrorType?> AnswerAsync<T>(Func<Task<ErrorOr<T>>> attempt)
    {
        await Task.Yield();
        return (await attempt()).Refusal();
    }

    private static Task<int> DefectsAsync(ReviewWorld world, Guid declaration) =>
        world.ReadAsync(db => db.Defects.CountAsync(d => d.DeclarationId == declaration, TestContext.Current.CancellationToken));

    /// <summary>At most one version waits and one is in force, and the member's row says the same as the versions.</summary>
    private static async Task AssertConsistentAsync(ReviewWorld world, Member member)
    {
        var versions = await world.ReadAsync(db =>
            db.Declarations.AsNoTracking().Where(d => d.MemberId == member.Id).ToListAsync(TestContext.Current.CancellationToken)
        );
        var row = await world.FindAsync(member);
        Assert.True(versions.Count(v => v.IsPending) <= 1);
        Assert.Equal(row.CurrentDeclarationId, versions.SingleOrDefault(v => v.Status == DeclarationStatus.Confirmed)?.Id);
        var latest = versions.MaxBy(v => v.Number)!;
        Assert.Equal(
            latest.Status switch
            {
                DeclarationStatus.Submitted => DeclarationState.Submitted,
                DeclarationStatus.Returned => DeclarationState.Returned,
                _ => DeclarationState.Confirmed,
            },
            row.DeclarationState
        );
    }
}
