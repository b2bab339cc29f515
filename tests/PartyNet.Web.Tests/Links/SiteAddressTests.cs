using System.Net;
using PartyNet.Web.Links;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Links;

/// <summary>An address that came from outside leads to this site, or home.</summary>
public sealed class SiteAddressTests(Site site)
{
    [Theory]
    [InlineData("/chi-bo/x/ra-soat?q=an&sau=1", "/chi-bo/x/ra-soat?q=an&sau=1")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("ke-khai", "/")]
    [InlineData("~/ke-khai", "/")]
    [InlineData("/ke-khai\r\nSet-Cookie: a=b", "/")]
    [InlineData("/kê-khai", "/")]
    [Trait("Security", "I9")]
    public void Another_address_leads_home(string? address, string led) => Assert.Equal(led, SiteAddress.OrHome(address));

    [Theory]
    [InlineData("/co-chu?co=1&ve=%2Fdang-nhap%3Ftro-ve%3D%252F", "/dang-nhap?tro-ve=%2F", "1")]
    [InlineData("/co-chu?co=2&ve=%2F%2Fevil.example", "/", "2")]
    [InlineData("/co-chu?co=9&ve=%2F%5Cevil.example", "/", "0")]
    [InlineData("/co-chu?ve=%2Fk%C3%AA", "/", "0")]
    public async Task The_size_of_the_text_is_kept_and_the_page_comes_back(string link, string led, string kept)
    {
        var visitor = await site.VisitorAsync();

        using var answer = await visitor.GetAsync(link);

        Assert.Equal((HttpStatusCode.Redirect, led), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal(kept, visitor.Cookie("partynet-co-chu"));
    }
}
