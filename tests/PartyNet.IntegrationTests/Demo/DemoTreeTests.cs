using PartyNet.Demo;
using PartyNet.Domain.Units;

namespace PartyNet.IntegrationTests.Demo;

/// <summary>The shape of demo organisations of every size.</summary>
public sealed class DemoTreeTests
{
    [Theory]
    [InlineData(300, 1, 1)]
    [InlineData(2_753, 1, 1)]
    [InlineData(12_500, 1, 1)]
    [InlineData(350_000, 1, 50)]
    [InlineData(1_000_000, 3, 141)]
    public void All_members_find_a_place_in_districts_of_a_district_s_size(int members, int provinces, int districts)
    {
        var tree = new DemoTree(new DemoSize(members, 1)).Districts().ToList();

        var main = tree.Where(d => d.Number != DemoDistrict.Sibling).ToList();
        Assert.Equal(members, main.Sum(d => d.Branches.Sum(b => b.OnRoll)));
        Assert.Equal(districts, main.Count);
        Assert.Equal(provinces, tree.SelectMany(d => d.Units).Count(u => u.KindCode == UnitKind.Province));
        Assert.Equal(provinces > 1 ? 1 : 0, tree.SelectMany(d => d.Units).Count(u => u.KindCode == UnitKind.Central));
        Assert.Contains(tree, d => d.Number == DemoDistrict.Sibling);
        if (members > 15_000)
            Assert.All(main, d => Assert.InRange(d.Branches.Sum(b => b.OnRoll), 2_000, 14_000));
    }

    [Fact]
    public void Units_have_codes_paths_and_ids_of_their_own_and_come_after_their_parent()
    {
        var seen = new HashSet<Guid>();
        var codes = new HashSet<string>();
        var paths = new HashSet<UnitPath>();
        foreach (var unit in new DemoTree(new DemoSize(1_000_000, 1)).Districts().SelectMany(d => d.Units))
        {
            Assert.True(unit.ParentId is null || seen.Contains(unit.ParentId.Value), $"{unit.Code} comes before its parent.");
            Assert.True(seen.Add(unit.Id) && codes.Add(unit.Code) && paths.Add(unit.Path), $"{unit.Code} is there twice.");
            Assert.InRange(unit.Path.Value.Length, 1, UnitPath.MaxLength);
            Assert.InRange(unit.Code.Length, 1, Unit.CodeLength);
        }

        Assert.True(seen.Count > 40_000);
    }

    [Fact]
    public void No_two_members_share_a_number_and_the_last_fits_its_code()
    {
        var next = 1;
        foreach (var branch in new DemoTree(new DemoSize(1_000_000, 1)).Districts().SelectMany(d => d.Branches))
        {
            Assert.Equal(next, branch.FirstMember);
            next += branch.OnRoll + DemoMembers.GoneFrom(branch.OnRoll);
        }

        // The whole Party with those who are gone has numbers of seven digits, and phones below the second numbers.
        Assert.True(next * (DemoSize.Largest / 1_000_000.0) < 6_000_000, $"{next} numbers for a million members.");
    }

    [Fact]
    public void The_demo_branch_has_a_neighbour_and_enough_members_for_every_situation()
    {
        foreach (var seed in Enumerable.Range(0, 50))
        {
            foreach (var size in (int[])[DemoSize.Smallest, DemoSize.Standard.Members])
            {
                var main = new DemoTree(new DemoSize(size, seed)).Districts().First();
                Assert.True(
                    main.Grassroots[0] is { IsCommittee: true, Branches: [{ OnRoll: >= 16 }, { OnRoll: >= 8 }, ..] },
                    $"{size} members, seed {seed}"
                );
                Assert.True(main.Grassroots[1] is { IsCommittee: true, Branches: [{ OnRoll: >= 8 }, ..] }, $"{size} members, seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData(10, new[] { 1, 1, 1 }, new[] { 3, 3, 4 })]
    [InlineData(7, new[] { 2, 5 }, new[] { 2, 5 })]
    [InlineData(0, new[] { 3, 4 }, new[] { 0, 0 })]
    [InlineData(5_600_000, new[] { 11_300, 2_700, 8_000 }, new[] { 2_876_363, 687_273, 2_036_364 })]
    public void A_total_is_split_without_losing_anybody(int total, int[] weights, int[] parts) =>
        Assert.Equal(parts, DemoRandom.Split(total, weights));
}
