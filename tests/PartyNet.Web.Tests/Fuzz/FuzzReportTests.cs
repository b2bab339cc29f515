using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PartyNet.Application.Access;
using PartyNet.Web.Security;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>The fuzz tests would see it: a page that breaks, leads away, or shows what it was sent as its own.</summary>
public sealed class FuzzReportTests(Site site)
{
    private static readonly Hostile Nul = HostileValues.All.Single(value => value.Name == "NUL");
    private static readonly Hostile Plain = Hostile.Text("plain");

    [Fact]
    public async Task What_a_broken_page_does_is_told_with_the_field_that_does_it()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        var target = new FuzzTarget(
            "/hong", "/hong", new SiteBrowser(client), app.Urls.First(), "/hong", [], Guid.CreateVersion7());
        var report = new FuzzReport();

        await report.FillAsync(target, "GET", ("so", Plain), ("chu", Nul), ("noi", Plain));
        await report.FillAsync(target, "GET", ("so", Nul), ("chu", Plain));
        await report.FillAsync(target, "GET", ("noi", Hostile.Text("elsewhere", "//evil.example")));
        await report.FillAsync(target, "GET", ("trang", Hostile.Text("element", $"<{HostileValues.Element}>")));
        await report.SendAsync(target, target.Asking("GET", "/hong"), "not there", HttpStatusCode.NotFound);
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "GET /hong chu=NUL: 500", "GET /hong noi=elsewhere: leads to //evil.example",
                "GET /hong trang=element: the hostile element is part of the page", "GET /hong not there: 200, not 404",
            ],
            report.Faults);
        Assert.Equal(["/hong an", "PUT /hong"], report.Missing(["/hong so", "/hong an", "GET /hong", "PUT /hong"]));
    }

    [Fact]
    public void Every_field_meets_every_value_and_every_value_is_sent_alone()
    {
        string[] names = ["a", "b", "c", "d", "e", "f", "g"];
        var pairs = names.SelectMany(name => HostileValues.All.Select(value => (name, value))).ToHashSet();

        Assert.True(HostileValues.All.Count >= 55, $"Only {HostileValues.All.Count} values.");
        Assert.Equal(pairs, HostileValues.Together(names, HostileValues.All).SelectMany(filled => filled).ToHashSet());
        Assert.Equal(HostileValues.All.ToHashSet(), HostileValues.Alone(names, HostileValues.All).Select(one => one.Value).ToHashSet());
    }

    /// <summary>The site with a page that does what no page should.</summary>
    private async Task<WebApplication> StartAsync()
    {
        var app = await site.BuildAsync(new LogWatch());
        app.MapGet("/hong", (HttpContext context) =>
        {
            var query = context.Request.Query;
            if (query["chu"].ToString().Contains('\0', StringComparison.Ordinal))
                throw new InvalidOperationException("A page breaks.");
            if (query["noi"].ToString() is ['/', ..] elsewhere)
                context.Response.Redirect(elsewhere);
            return Results.Content($"<p>{query["trang"]}</p>", "text/html");
        }).WithMetadata(new AccessAttribute(AccessRequirement.Open));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
