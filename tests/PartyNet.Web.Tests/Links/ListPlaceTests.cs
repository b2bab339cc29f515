using PartyNet.Web.Links;

namespace PartyNet.Web.Tests.Links;

/// <summary>How long a page is, and which it is, as an address says.</summary>
public sealed class ListPlaceTests
{
    [Theory]
    [InlineData(null, null, 25, 1)]
    [InlineData("50", "2", 50, 2)]
    [InlineData("100", "41", 100, 41)]
    [InlineData("51", "0", 25, 1)]
    [InlineData("-50", "-1", 25, 1)]
    [InlineData("abc", "99999999999", 25, 1)]
    public void Whatever_an_address_says_gives_a_place_and_a_place_gives_its_address(string? length, string? number, int expected, int at)
    {
        var place = ListPlace.Of(key => key == ListKeys.Length ? length : number);

        Assert.Equal(new ListPlace(expected, at), place);
        Assert.Equal(place, ListPlace.Of(key => place.Parameters.Single(p => p.Key == key).Value));
    }

    [Fact]
    public void Pages_are_counted_forwards_and_back_to_the_first()
    {
        var place = new ListPlace(50);

        Assert.Equal(new ListPlace(50, 2), place.Next());
        Assert.Equal(place, place.Next().Previous());
        Assert.Equal(place, place.Previous());
        Assert.Equal(place, place.Next().Next().FirstPage());
    }
}
