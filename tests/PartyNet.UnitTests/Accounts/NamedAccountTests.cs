using PartyNet.Domain.Accounts;

namespace PartyNet.UnitTests.Accounts;

/// <summary>An account on a network that is none of the platforms: its name and its address, apart and as one text.</summary>
public sealed class NamedAccountTests
{
    [Theory]
    [InlineData("Viber: 0912 345 678", "Viber", "0912 345 678")]
    [InlineData("Viber 0912 345 678", "Viber", "0912 345 678")]
    [InlineData("Zing  Me : nguyenvana", "Zing Me", "nguyenvana")]
    [InlineData("Lotus: https://mangxahoi.example.vn/a", "Lotus", "https://mangxahoi.example.vn/a")]
    [InlineData("Lotus https://mangxahoi.example.vn/a", "Lotus", "https://mangxahoi.example.vn/a")]
    [InlineData("https://mangxahoi.example.vn/a", "", "https://mangxahoi.example.vn/a")]
    [InlineData("nguyenvana", "", "nguyenvana")]
    [InlineData("Chưa có địa chỉ: Viber: tên Hoa", "Viber", "Chưa có địa chỉ: tên Hoa")]
    [InlineData("Chưa có địa chỉ: tên Hoa, số 0912 345 678", "", "Chưa có địa chỉ: tên Hoa, số 0912 345 678")]
    public void What_was_typed_is_divided_into_the_network_and_the_address(string typed, string network, string address)
    {
        var named = NamedAccount.Of(typed);

        Assert.Equal(new NamedAccount(network, address), named);
        Assert.Equal(named, NamedAccount.Of(named.Text));
    }

    [Theory]
    [InlineData("Viber: 0912345678", "Viber")]
    [InlineData("Lotus: https://mangxahoi.example.vn/a", "Lotus")]
    [InlineData("Chưa có địa chỉ: Viber: tên Hoa", "Viber")]
    [InlineData("https://mangxahoi.example.vn/0912345678", null)]
    [InlineData("Chưa có địa chỉ: tên Hoa", null)]
    [InlineData("0912 345 678: tên Hoa", null)]
    public void An_accepted_address_tells_its_network_where_that_was_named(string typed, string? network) =>
        Assert.Equal(network, AccountAddress.Parse(Platform.Other, typed).Network);

    [Fact]
    public void An_address_on_a_platform_has_no_other_network() =>
        Assert.Null(AccountAddress.Parse(Platform.Zalo, "Chưa có địa chỉ: Viber: tên Hoa").Network);

    [Theory]
    [InlineData("facebook", "facebook")]
    [InlineData("ZALO", "zalo")]
    [InlineData("Tik Tok", null)]
    [InlineData("Viber", null)]
    public void A_name_of_a_platform_is_known_as_one(string name, string? code) => Assert.Equal(code, Platform.Named(name)?.Code);
}
