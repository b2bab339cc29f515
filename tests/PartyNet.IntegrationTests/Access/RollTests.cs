using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Who is on the roll is said once for a member in hand, once for a query and once in SQL.</summary>
public sealed class RollTests(TestDatabase database)
{
    [Fact]
    public async Task The_three_say_the_same_of_every_status()
    {
        var world = await database.NewWorldAsync();
        var statuses = Enum.GetValues<ActivityStatus>();
        var members = new List<Member>();
        foreach (var status in statuses)
        {
            members.Add(await world.MemberAsync(shape: m => m.ChangeStatus(status)));
            await world.UserAsync(members[^1]);
        }

        var scope = await world.ScopeAsync(Role.Secretary, world.Branch);
        var ids = members.ConvertAll(m => m.Id);
        var (onRoll, listed) = await world.ReadAsync(scope, async db => (
            await db.Members.Where(m => ids.Contains(m.Id)).OnRoll().Select(m => m.Id).ToListAsync(),
            await db.LoginsWithin(world.Branch, codes: null, most: 100, TestDatabase.Morning).Select(l => l.MemberId).ToListAsync()));
        var read = await world.ReadAsync(scope, db => db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync());

        var expected = read.Where(m => m.IsOnRoll()).Select(m => m.Id).Order().ToList();
        Assert.Equal(statuses.Length, read.Select(m => m.ActivityStatus).Distinct().Count());
        Assert.Equal([ActivityStatus.Active, ActivityStatus.Exempt], read.Where(m => m.IsOnRoll()).Select(m => m.ActivityStatus).Order());
        Assert.Equal(expected, onRoll.Order());
        Assert.Equal(expected, listed.Where(ids.Contains).Order());
    }
}
