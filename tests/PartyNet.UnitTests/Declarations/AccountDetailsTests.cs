using PartyNet.Domain.Declarations;

namespace PartyNet.UnitTests.Declarations;

public sealed class AccountDetailsTests
{
    [Theory]
    [InlineData("zalo.me/0912345678", "https://zalo.me/0912345678", "An Nguyễn")]
    [InlineData("Trang của tôi", "Chưa có địa chỉ: trang của tôi", null)]
    public void What_was_packed_is_read_whole_or_as_its_address_alone(string typed, string canonical, string? displayName)
    {
        var details = new AccountDetails(typed, canonical, displayName);

        var packed = details.Pack();

        Assert.Equal(details, AccountDetails.Unpack(packed));
        Assert.Equal(canonical, AccountDetails.UnpackCanonical(packed));
    }

    [Fact]
    public void Any_other_text_is_refused()
    {
        Assert.Throws<FormatException>(() => AccountDetails.Unpack("https://zalo.me/0912345678"));
        Assert.Throws<FormatException>(() => AccountDetails.UnpackCanonical("https://zalo.me/0912345678"));
    }
}
