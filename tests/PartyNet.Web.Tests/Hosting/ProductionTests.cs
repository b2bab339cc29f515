using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PartyNet.Domain.Access;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>What holds for the site as an office runs it.</summary>
public sealed class ProductionTests(Site site)
{
    private const string Canary = "canary7e1f";
    private static readonly Guid CanaryId = new("7e1fca11-0000-7000-8000-00000000c0de");

    /// <summary>G3: routes instead of addresses. A warning from deep within, as any library may log it, meets each request.</summary>
    [Fact]
    [Trait("Security", "G3")]
    public async Task No_line_of_the_log_holds_a_value_of_an_address()
    {
        var log = new JsonLines();
        await using var production = await ProductionSite.StartAsync(
            site, log, services => services.AddSingleton<IStartupFilter, Warner>());
        var world = await site.Database.NewWorldAsync();
        var users = new[]
        {
            null,
            await world.UserAsync(await world.MemberAsync()),
            await world.UserAsync(null, (Role.Board, world.District)),
            await world.UserAsync(null, (Role.Administrator, null)),
        };
        var routes = await site.EndpointsAsync();
        var sent = 0;
        foreach (var user in users)
        {
            var browser = new SiteBrowser(production.Client);
            if (user is not null)
            {
                var (name, value) = await Site.SessionCookieAsync(production.App.Services, user);
                browser.SetCookie(name, value);
            }

            foreach (var route in routes)
            {
                var path = string.Concat(route.RoutePattern.PathSegments.Select(s => "/" + string.Concat(s.Parts.Select(p =>
                    p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content
                        : route.RoutePattern.RawText!.Contains("guid", StringComparison.Ordinal) ? $"{CanaryId}" : Canary))));
                using var shown = await browser.GetAsync($"{path}?q={Canary}&tro-ve=/{Canary}");
                using var posted = await browser.PostAsync(path, ("Form.Login", Canary), ("Form.Password", Canary));
                sent += 2;
            }
        }

        Assert.True(routes.Count > 26, $"Only {routes.Count} routes were tried.");
        Assert.True(log.Lines.Count(l => l.Contains("Reference", StringComparison.Ordinal)) >= sent, "Not every request was logged.");
        Assert.True(
            log.Lines.Count(l => l.Contains(Warner.Words, StringComparison.Ordinal)) >= sent, "Nothing was logged within requests.");
        Assert.DoesNotContain(log.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(log.Lines, line => line.Contains(CanaryId.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>I9: a forged Host header must find no answer, and so no redirect to itself.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ; ")]
    [InlineData("*")]
    [InlineData("kekhai.tinhuy.vn;*")]
    [InlineData("0.0.0.0")]
    [Trait("Security", "I9")]
    public async Task A_site_without_a_name_of_its_own_does_not_start(string? hosts) => Assert.Contains(
        "AllowedHosts", await ProductionSite.RefusalAsync(site, "AllowedHosts", hosts), StringComparison.Ordinal);

    [Fact]
    [Trait("Security", "I9")]
    public async Task A_site_answers_to_its_own_name_only()
    {
        await using var production = await ProductionSite.StartAsync(site, new JsonLines());

        using var forged = new HttpRequestMessage(HttpMethod.Get, "/dang-nhap") { Headers = { Host = "evil.example" } };
        using var refused = await production.Client.SendAsync(forged, TestContext.Current.CancellationToken);
        using var own = await production.Client.GetAsync(new Uri("/dang-nhap", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (refused.StatusCode, own.StatusCode));
        var hsts = production.App.Services.GetRequiredService<IOptions<HstsOptions>>().Value;
        Assert.Equal((TimeSpan.FromDays(365), true), (hsts.MaxAge, hsts.IncludeSubDomains));
    }

    private sealed class JsonLines : ILogEventSink
    {
        private readonly CompactJsonFormatter _json = new();

        public ConcurrentQueue<string> Lines { get; } = new();

        public void Emit(LogEvent logEvent)
        {
            using var line = new StringWriter(CultureInfo.InvariantCulture);
            _json.Format(logEvent, line);
            Lines.Enqueue(line.ToString());
        }
    }

    private sealed class Warner(ILogger<Warner> logger) : IStartupFilter
    {
        public const string Words = "Something went wrong within";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app.Use((context, go) =>
            {
                logger.LogWarning(Words);
                return go(context);
            }));
        };
    }
}
