using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.UnitTests.Access;

/// <summary>Who may give which role where, written down by hand: of every role at every place, those that may be given.</summary>
[Trait("Security", "Z6")]
public sealed class RoleGivingTests
{
    private static readonly UnitPath Root = UnitPath.Root("1a");
    private static readonly UnitPath Below = Root.Child("2b");
    private static readonly UnitPath Branch = Below.Child("3c");
    private static readonly UnitPath Beside = Root.Child("4d");
    private static readonly UnitPath Elsewhere = UnitPath.Root("9z");

    private static readonly Dictionary<string, UnitPath> Places = new()
    {
        ["above"] = Root,
        ["here"] = Below,
        ["below"] = Branch,
        ["beside"] = Beside,
        ["elsewhere"] = Elsewhere,
    };

    /// <summary>Who holds a role “here” gives these.</summary>
    [Theory]
    [InlineData(
        Role.Board,
        "Secretary here, Committee here, Board here, Deputy here, Secretary below, Committee below, Board below, Deputy below")]
    [InlineData(Role.Committee, "Secretary here, Deputy here, Secretary below, Committee below, Deputy below")]
    [InlineData(Role.Secretary, "Deputy here, Secretary below, Deputy below")]
    [InlineData(Role.Deputy, "")]
    [InlineData(Role.Administrator, "")]
    public void Roles_go_down_the_tree_from_those_who_hold_more(Role held, string expected)
    {
        var given =
            from place in Places
            from role in Enum.GetValues<Role>()
            where RoleGiving.MayGive(held, Below, role, place.Value)
            select $"{role} {place.Key}";

        Assert.Equal(expected, string.Join(", ", given));
    }

    [Fact]
    public void Nobody_gives_a_right_that_they_do_not_hold()
    {
        foreach (var held in Enum.GetValues<Role>())
        {
            foreach (var given in Enum.GetValues<Role>().Where(role => RoleGiving.MayGive(held, Root, role, Branch)))
                Assert.Equal(RolePermissions.Of(given), RolePermissions.Of(given) & RolePermissions.Of(held));
        }
    }

    [Theory]
    [InlineData(Role.Secretary, true, true)]
    [InlineData(Role.Secretary, false, false)]
    [InlineData(Role.Deputy, true, true)]
    [InlineData(Role.Deputy, false, false)]
    [InlineData(Role.Committee, true, false)]
    [InlineData(Role.Committee, false, true)]
    [InlineData(Role.Board, true, true)]
    [InlineData(Role.Board, false, true)]
    public void A_secretary_is_of_a_branch_and_a_committee_stands_above_branches(Role role, bool holdsMembers, bool expected) =>
        Assert.Equal(expected, RoleGiving.WrongPlace(role, holdsMembers) is null);
}
