using PartyNet.Domain.Accounts;

namespace PartyNet.UnitTests.Accounts;

public sealed class PlatformTests
{
    private static readonly Platform Emerging = new("mangmoi", "Mạng mới", PlatformRule.NameOrLink);

    [Fact]
    public void The_table_has_the_public_codes_in_the_order_of_the_forms()
    {
        Assert.Equal(
            ["zalo", "facebook", "tiktok", "youtube", "x", "instagram", "threads", "telegram", "linkedin", "website", "other"],
            Platform.BuiltIn.Select(p => p.Code));
        Assert.All(Platform.BuiltIn, platform =>
        {
            Assert.InRange(platform.Code.Length, 1, Platform.CodeLength);
            Assert.InRange(platform.Name.Length, 1, Platform.NameLength);
        });
    }

    [Fact]
    public void A_platform_is_found_by_its_code_in_any_case()
    {
        Assert.All(Platform.BuiltIn, platform => Assert.Same(platform, Platform.Find(platform.Code.ToUpperInvariant())));
        Assert.Null(Platform.Find("myspace"));
        Assert.Null(Platform.Find(null));
    }

    [Fact]
    public void Every_example_that_a_form_shows_is_itself_accepted()
    {
        Assert.All(Platform.BuiltIn.Append(Emerging), platform =>
        {
            var address = AccountAddress.Parse(platform, platform.Rule.Example);
            Assert.Equal((AddressOutcome.Ok, platform.Rule.UsualKind), (address.Outcome, address.Kind));
        });
    }

    [Theory]
    [InlineData(
        "https://WWW.mangmoi.example.vn/NguyenVanA/?utm_source=x",
        "https://mangmoi.example.vn/NguyenVanA",
        "mangmoi.example.vn/NguyenVanA",
        AccountFlags.None
    )]
    [InlineData("+84 912 345 678", "0912345678", "+84912345678", AccountFlags.None)]
    [InlineData("@Nguyen.Van.A", "Nguyen.Van.A", "nguyen.van.a", AccountFlags.NameOnly)]
    [InlineData("  Nguyễn   Văn A ", "Nguyễn Văn A", "nguyễn văn a", AccountFlags.NameOnly)]
    [InlineData("12345", "12345", "12345", AccountFlags.NameOnly)]
    [InlineData("https://bit.ly/abc", "https://bit.ly/abc", "bit.ly/abc", AccountFlags.FullLinkNeeded)]
    public void A_platform_added_by_a_board_takes_a_link_a_number_or_a_name(string typed, string canonical, string key, AccountFlags flags)
    {
        var address = AccountAddress.Parse(Emerging, typed);
        Assert.Equal((canonical, key, flags), (address.Canonical, address.Key, address.Flags));
    }

    [Fact]
    public void A_link_of_another_platform_is_refused_by_naming_that_platform()
    {
        var address = AccountAddress.Parse(Platform.Facebook, "https://www.tiktok.com/@abc");
        Assert.StartsWith("Đây là đường dẫn của TikTok, không phải của Facebook.", address.Reason);
    }

    [Fact]
    public void A_post_is_refused_with_the_way_to_the_right_link()
    {
        var address = AccountAddress.Parse(Platform.Facebook, "https://www.facebook.com/nguyen.van.a/posts/123");
        Assert.Equal("Đây là đường dẫn tới một bài viết. Đồng chí mở trang cá nhân của mình rồi sao chép đường dẫn.", address.Reason);
    }

    [Fact]
    public void A_page_a_group_and_a_person_with_one_id_are_three_accounts()
    {
        var page = AccountAddress.Parse(Platform.Facebook, "https://www.facebook.com/pages/Ten/100004123456789");
        var group = AccountAddress.Parse(Platform.Facebook, "https://www.facebook.com/groups/100004123456789");
        var person = AccountAddress.Parse(Platform.Facebook, "https://www.facebook.com/100004123456789");
        Assert.Equal(page.Key, person.Key);
        Assert.Equal(group.Key, person.Key);
        Assert.Equal(3, new[] { page.Kind, group.Kind, person.Kind }.Distinct().Count());
    }
}
