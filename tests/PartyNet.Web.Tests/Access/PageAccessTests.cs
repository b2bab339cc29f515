using Microsoft.AspNetCore.Routing;
using PartyNet.Web.Security;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>
/// Every page asks something of its caller. What each role then gets stands in <see cref="PageTable"/> and <see cref="HandlerTable"/>.
/// </summary>
public sealed class PageAccessTests(Site site)
{
    private const int FewestPages = 20;

    [Fact]
    [Trait("Security", "Z1")]
    public async Task Every_endpoint_asks_something_of_its_caller()
    {
        var endpoints = (await site.EndpointsAsync()).Where(e => !IsStaticAsset(e)).ToList();

        Assert.True(endpoints.Count >= FewestPages, $"Only {endpoints.Count} endpoints were looked at.");
        Assert.Empty(endpoints.Where(e => e.Metadata.GetMetadata<AccessAttribute>() is null).Select(e => e.RoutePattern.RawText));
    }

    [Fact]
    public void A_page_that_the_table_does_not_name_has_no_requirement() => Assert.Null(PageAccess.Of("/Forgotten/Page"));

    private static bool IsStaticAsset(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(m => m.GetType().Name.StartsWith("StaticAsset", StringComparison.Ordinal));
}
