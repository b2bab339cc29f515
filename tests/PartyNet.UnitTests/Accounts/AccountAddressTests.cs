using System.Globalization;
using PartyNet.Domain.Accounts;

namespace PartyNet.UnitTests.Accounts;

public sealed class AccountAddressTests
{
    [Theory]
    [MemberData(nameof(AddressRows.Published), MemberType = typeof(AddressRows))]
    public void The_published_forms_are_read_as_published(
        string platform, string typed, string outcome, string kind, string? canonical, string? key, string flags, string? reason) =>
        Check(platform, typed, outcome, kind, canonical, key, flags, reason);

    [Theory]
    [MemberData(nameof(AddressRows.Beyond), MemberType = typeof(AddressRows))]
    public void Other_forms_slips_and_attacks_are_read_or_refused_with_the_reason(
        string platform, string typed, string outcome, string kind, string? canonical, string? key, string flags, string? reason) =>
        Check(platform, typed, outcome, kind, canonical, key, flags, reason);

    [Fact]
    public void The_tables_cover_every_platform_with_accepted_and_refused_rows()
    {
        var rows = AddressRows.Published().Concat(AddressRows.Beyond()).ToList();
        Assert.True(rows.Count > 400, $"{rows.Count} rows");
        Assert.All(Platform.BuiltIn, platform =>
        {
            var outcomes = rows.Where(r => r.Data.Item1 == platform.Code).Select(r => r.Data.Item3).ToHashSet();
            Assert.True(outcomes.IsSupersetOf(["ok", "refused"]), platform.Code);
        });
    }

    [Fact]
    public void The_language_of_the_machine_changes_nothing()
    {
        var expected = AddressRows.Typed().Select(row => AccountAddress.Parse(row.Platform, row.Typed.ToUpperInvariant()).Key).ToList();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Turkish lower-cases I without a dot.
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(expected, AddressRows.Typed().Select(row => AccountAddress.Parse(row.Platform, row.Typed.ToUpperInvariant()).Key));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("zalo", "0912 345 678", "0912 345 678", "091• ••• 678")]
    [InlineData("facebook", "fb.com/Nguyen.Van.A", "facebook.com/nguyen.van.a", "ng••••na")]
    [InlineData("facebook", "https://www.facebook.com/100004123456789", "facebook.com/profile.php?id=100004123456789", "10••••89")]
    [InlineData("threads", "@abc", "threads.com/@abc", "a••••")]
    [InlineData("telegram", "t.me/+84912345678", "0912 345 678", "091• ••• 678")]
    [InlineData("youtube", "@Đoàn14", "youtube.com/@Đoàn14", "đo••••14")]
    [InlineData("other", "Viber: 0912345678", "Viber: 0912345678", "vi••••78")]
    public void The_owner_sees_the_address_and_lists_show_it_masked(string platform, string typed, string display, string masked)
    {
        var address = AccountAddress.Parse(platform, typed);
        Assert.Equal(display, address.Display);
        Assert.Equal(masked, address.Masked);
    }

    [Theory]
    [InlineData("zalo", "0912 345 678", "0912 345 678")]
    [InlineData("zalo", "https://zalo.me/g/tsrsfm261", "g/tsrsfm261")]
    [InlineData("facebook", "fb.com/Nguyen.Van.A", "nguyen.van.a")]
    [InlineData("facebook", "https://www.facebook.com/profile.php?id=100004123456789", "100004123456789")]
    [InlineData("facebook", "https://www.facebook.com/groups/chibokhu14", "groups/chibokhu14")]
    [InlineData("facebook", "https://www.facebook.com/groups/chibokhu14./members", "groups/chibokhu14")]
    [InlineData("tiktok", "https://m.tiktok.com/@abc.vn/", "@abc.vn")]
    [InlineData("youtube", "@Đoàn14", "@Đoàn14")]
    [InlineData("website", "https://example.vn/toi", "example.vn/toi")]
    [InlineData("other", "Viber: 0912345678", "Viber: 0912345678")]
    [InlineData("facebook", "javascript:alert(1)", null)]
    public void Under_the_name_of_its_network_an_account_is_told_without_the_host(string platform, string typed, string? told) =>
        Assert.Equal(told, AccountAddress.Parse(platform, typed).Brief);

    [Theory]
    [InlineData("facebook", "fb.com/nguyen.van.a", "https://www.facebook.com/nguyen.van.a")]
    [InlineData("facebook", "https://www.facebook.com/share/1AbCdEfGhJ", "https://www.facebook.com/share/1AbCdEfGhJ")]
    [InlineData("facebook", "https://bit.ly/3xYz", null)]
    [InlineData("website", "https://example.vn", null)]
    [InlineData("other", "Viber: 0912345678", null)]
    [InlineData("facebook", "javascript:alert(1)", null)]
    public void Only_addresses_on_the_hosts_of_their_platform_become_links(string platform, string typed, string? link) =>
        Assert.Equal(link, AccountAddress.Parse(platform, typed).Link);

    [Theory]
    [InlineData("facebook", "fb.com/Nguyen.Van.A", "facebook", "https://m.facebook.com/nguyenvana", true)]
    [InlineData("facebook", "facebook.com/profile.php?id=61550000002633", "facebook", "facebook.com/p/Chi-Bo-14-61550000002633/", true)]
    [InlineData("facebook", "facebook.com/people/A/61550000002633", "facebook", "facebook.com/pages/Chi-Bo/61550000002633", true)]
    [InlineData("facebook", "facebook.com/pg/chibokhu14/about", "facebook", "facebook.com/ChiBoKhu14", true)]
    [InlineData("facebook", "facebook.com/61550000002633", "facebook", "facebook.com/groups/61550000002633", false)]
    [InlineData("facebook", "facebook.com/nguyenvana", "instagram", "instagram.com/nguyenvana", false)]
    [InlineData("linkedin", "linkedin.com/in/abc-123", "linkedin", "linkedin.com/company/abc-123", false)]
    public void Two_addresses_lead_to_one_account_where_its_platform_says_so(
        string platform, string typed, string otherPlatform, string other, bool isSame) =>
        Assert.Equal(isSame, AccountAddress.Parse(platform, typed).Identity == AccountAddress.Parse(otherPlatform, other).Identity);

    [Fact]
    public void An_unknown_platform_is_refused_like_an_unreadable_address()
    {
        foreach (var code in new[] { null, "", "myspace", "zalo ", "\uD800" })
        {
            var address = AccountAddress.Parse(code, "0912345678");
            Assert.Equal(AddressOutcome.Refused, address.Outcome);
            Assert.Contains("mạng xã hội", address.Reason);
        }
    }

    [Fact]
    public void A_flagged_address_says_everything_that_is_flagged()
    {
        var address = AccountAddress.Parse(Platform.Zalo, "https://zaloapp.com/qr/p/1abctok0000hc");
        Assert.Equal(AddressOutcome.Flagged, address.Outcome);
        Assert.Equal(Assert.Single(address.Flags.Sentences()), address.Reason);

        var both = AccountFlags.FullLinkNeeded | AccountFlags.Landline;
        Assert.Equal(["full-link-needed", "landline"], both.Codes());
        Assert.Equal(2, both.Sentences().Count);
    }

    [Fact]
    public void Every_kind_has_a_code_and_a_name_and_every_flag_a_code_and_a_sentence()
    {
        Assert.Equal(["person", "page", "group", "channel", "oa", "site"], Enum.GetValues<AccountKind>().Select(k => k.Code()));
        Assert.All(Enum.GetValues<AccountKind>(), kind => Assert.NotEmpty(kind.Name()));

        var flags = Enum.GetValues<AccountFlags>().Where(f => f != AccountFlags.None).ToList();
        Assert.Equal(11, flags.Count);
        Assert.Equal(flags.Count, flags.Select(f => Assert.Single(f.Codes())).Distinct().Count());
        Assert.All(flags, flag => Assert.EndsWith(".", Assert.Single(flag.Sentences())));
    }

    private static void Check(
        string platform, string typed, string outcome, string kind, string? canonical, string? key, string flags, string? reason)
    {
        var address = AccountAddress.Parse(platform, typed);

        Assert.Equal(
            (outcome, kind, canonical, key, flags),
            (
                address.Outcome.ToString().ToLowerInvariant(),
                address.Kind.Code(),
                address.Canonical,
                address.Key,
                string.Join(',', address.Flags.Codes())
            )
        );
        if (reason is not null)
        {
            Assert.Contains(reason, address.Reason);
            Assert.Contains("ồng chí", address.Reason);
        }
    }
}
