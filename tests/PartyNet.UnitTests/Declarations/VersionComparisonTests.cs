using PartyNet.Domain.Declarations;

namespace PartyNet.UnitTests.Declarations;

public sealed class VersionComparisonTests
{
    private static readonly StatedAccount Zalo = Account("zalo", "https://zalo.me/0912345678");
    private static readonly StatedAccount Facebook = Account("facebook", "https://www.facebook.com/tran.thi.b", "Trần Thị B");

    [Fact]
    public void The_same_list_has_only_unchanged_accounts()
    {
        var compared = VersionComparison.Compare([Again(Zalo), Again(Facebook)], [Zalo, Facebook]);

        Assert.Equal([AccountChange.Unchanged, AccountChange.Unchanged], compared.Select(c => c.Change));
        Assert.All(compared, c => Assert.Empty(c.Fields));
    }

    [Fact]
    public void A_first_version_has_only_added_accounts() =>
        Assert.All(VersionComparison.Compare([], [Zalo, Facebook]), c => Assert.Equal((AccountChange.Added, null), (c.Change, c.Before)));

    [Fact]
    public void An_account_that_is_gone_comes_after_those_of_the_new_version()
    {
        var compared = VersionComparison.Compare([Again(Zalo), Again(Facebook)], [Facebook]);

        Assert.Equal([AccountChange.Unchanged, AccountChange.Removed], compared.Select(c => c.Change));
        Assert.Equal(Zalo.Canonical, compared[1].Before!.Canonical);
        Assert.Null(compared[1].Now);
    }

    [Fact]
    public void The_order_of_the_accounts_is_no_change() =>
        Assert.All(
            VersionComparison.Compare([Again(Facebook), Again(Zalo)], [Zalo, Facebook]),
            c => Assert.Equal(AccountChange.Unchanged, c.Change)
        );

    [Fact]
    public void Another_name_and_another_use_of_the_same_address_are_named_as_fields()
    {
        var now = Facebook with { Id = Guid.CreateVersion7(), DisplayName = "Chi hội 3", Use = AccountUse.RunByMember };

        var edited = Assert.Single(VersionComparison.Compare([Facebook], [now]));

        Assert.Equal(AccountChange.Edited, edited.Change);
        Assert.Equal([DefectField.DisplayName, DefectField.Use], edited.Fields);
        Assert.Equal((Facebook, now), (edited.Before, edited.Now));
    }

    [Fact]
    public void A_new_address_on_the_same_platform_is_an_edit()
    {
        var edited = Assert.Single(
            VersionComparison.Compare([Facebook], [Account("facebook", "https://www.facebook.com/tran.thi.b.2", "Trần Thị B")])
        );

        Assert.Equal((AccountChange.Edited, DefectField.Address), (edited.Change, Assert.Single(edited.Fields)));
    }

    [Fact]
    public void A_new_address_on_another_platform_is_one_added_and_one_removed() =>
        Assert.Equal(
            [AccountChange.Added, AccountChange.Removed],
            VersionComparison.Compare([Facebook], [Zalo]).Select(c => c.Change));

    [Fact]
    public void An_equal_address_is_paired_before_an_edited_one_takes_its_counterpart()
    {
        var page = Account("facebook", "https://www.facebook.com/cau.lac.bo");

        var compared = VersionComparison.Compare([Again(Facebook)], [page, Facebook]);

        Assert.Equal([AccountChange.Added, AccountChange.Unchanged], compared.Select(c => c.Change));
    }

    [Fact]
    public void Two_equal_entries_are_paired_one_by_one()
    {
        var compared = VersionComparison.Compare([Again(Zalo)], [Zalo, Again(Zalo)]);

        Assert.Equal([AccountChange.Unchanged, AccountChange.Added], compared.Select(c => c.Change));
    }

    private static StatedAccount Account(string platform, string canonical, string? displayName = null) =>
        new(Guid.CreateVersion7(), platform, AccountUse.Personal, canonical, displayName);

    private static StatedAccount Again(StatedAccount account) => account with { Id = Guid.CreateVersion7() };
}
