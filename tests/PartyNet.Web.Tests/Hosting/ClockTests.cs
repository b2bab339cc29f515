using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PartyNet.TestCommon;
using PartyNet.Web.Security;

namespace PartyNet.Web.Tests.Hosting;

public sealed class ClockTests(Site site)
{
    [Fact]
    public async Task The_site_and_its_cookies_live_by_the_clock_they_were_given()
    {
        var services = await site.ServicesAsync();

        Assert.Same(TestDatabase.Clock, services.GetRequiredService<TimeProvider>());
        Assert.Same(
            TestDatabase.Clock,
            services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionStore.Scheme).TimeProvider
        );
    }
}
