using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Access;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Measuring;
using PartyNet.TestCommon;
using PartyNet.Web.Hosting;
using PartyNet.Web.Tests.Access;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>What those who run a site see of it, in its log and its measures: what is done, and nothing of whom.</summary>
public sealed partial class TelemetryTests(Site site)
{
    private const string Handle = "trang.chim.canh.cut";
    private const string Phone = "0905778899";
    private const string WrongPassword = "mật khẩu đoán mò";
    private const string Purpose = "Báo cáo quý bốn của huyện";

    private static readonly string[] Expected =
    [
        "partynet_sign_ins_total{.*outcome=\"refused\"", "partynet_sign_ins_total{.*outcome=\"signed_in\"",
        "partynet_processes_total{.*type=\"DeclarationSubmitted\"", "partynet_export_rows_total", "partynet_hashing_waiting",
        "partynet_hashing_wait_seconds_bucket", "partynet_queue_oldest_seconds{.*queue=\"declarations\"", "partynet_disk_free_bytes",
        "partynet_job_age_seconds{.*job=\"sessions\"", "partynet_findings{.*state=\"Good\"",
        "http_server_request_duration_seconds_bucket{.*http_route=\"ke-khai\"", "db_client_",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Security", "G3")]
    [Trait("Security", "I12")]
    public async Task Log_and_measures_tell_what_is_done_and_nothing_of_whom_and_the_public_address_has_no_measures()
    {
        var log = new LogWatch(keepsEverything: true);
        await using var production = await ProductionSite.StartAsync(site, log, settings: (Telemetry.MetricsAddress, "127.0.0.1:0"));
        var world = await site.Database.NewWorldAsync();
        var member = await world.MemberAsync(phone: "+84905778899");
        var user = await world.GivePasswordAsync(await world.UserAsync(member));
        var browser = new SiteBrowser(production.Client);

        foreach (var password in new[] { WrongPassword, Passwords.Password })
            (await browser.FillInAsync("/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", password))).Dispose();
        var page = await NextAsync(browser, "/ke-khai", "Tiếp tục", ("Form.Platform", "facebook"));
        page = await NextAsync(browser, page, "Tiếp tục", ("Form.Address", $"https://www.facebook.com/{Handle}"));
        page = await NextAsync(browser, page, "Nộp bản kê khai", ("Form.Attested", "true"));
        Assert.StartsWith("/ke-khai/da-nop/", page, StringComparison.Ordinal);
        await ExportAsync(production, world);
        (await browser.GetAsync($"/khong-co/{Handle}?q={Phone}")).Dispose();

        var checks = production.App.Services.GetRequiredService<IInstallationChecks>();
        var installation = production.App.Services.GetRequiredService<Installation>();
        await InstallationMeasures.TakeAsync(installation, await checks.ExamineAsync(Stop), Stop);
        Measures.BackedUp(TimeSpan.FromHours(1));
        using var prometheus = new HttpClient();
        var measures = await prometheus.GetStringAsync(production.App.Services.GetRequiredService<MetricsServer>().Address, Stop);
        using var inside = await browser.GetAsync("/metrics");
        using var outside = await new SiteBrowser(production.Client).GetAsync("/metrics");

        // Whoever is not signed in is led to sign in, whatever they ask for.
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (inside.StatusCode, outside.StatusCode));
        Assert.All(Expected, line => Assert.Matches(line, measures));
        Assert.All(await NamesOnDashboardAsync(), name => Assert.Contains(name, measures, StringComparison.Ordinal));
        Assert.Contains(log.Everything, line => line.Contains("ke-khai", StringComparison.Ordinal));
        string[] secrets =
        [
            user.UserName!, member.FullName, Handle, Phone, Phone[1..], WrongPassword, Passwords.Password, Purpose, world.Branch.Name,
            world.District.Code, member.Id.ToString(), user.Id.ToString(), "127.0.0.0", browser.Cookie("__Host-partynet") ?? "no cookie",
        ];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, measures, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(log.Everything, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_site_that_was_not_asked_to_measures_nothing() =>
        Assert.Null((await site.ServicesAsync()).GetService<MeterProvider>());

    [Fact]
    [Trait("Security", "G3")]
    public void A_trace_keeps_the_route_and_no_address_and_a_statement_that_failed_is_not_sent()
    {
        using var good = new Activity("GET /chi-bo/{unit}").Start();
        good.SetTag("http.route", "/chi-bo/{unit}").SetTag("url.path", "/chi-bo/B7").SetTag("url.query", "?q=An")
            .SetTag("client.address", "10.0.0.1").SetTag("user_agent.original", "x");
        using var failed = new Activity("partynet").Start();
        failed.SetStatus(ActivityStatusCode.Error, "invalid input syntax: \"An\"");
        using var tags = new TraceTags();
        foreach (var activity in new[] { good, failed })
        {
            activity.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
            tags.OnEnd(activity);
        }

        Assert.Equal(["http.route"], good.TagObjects.Select(tag => tag.Key));
        Assert.Equal((true, false), (good.Recorded, failed.Recorded));
    }

    private static async Task<string> NextAsync(
        SiteBrowser browser, string page, string button, params (string Name, string? Value)[] filled)
    {
        using var answer = await browser.FillInAsync(page, button, filled);
        return answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"{page}: {answer.StatusCode}");
    }

    private static async Task ExportAsync(ProductionSite production, World world)
    {
        var board = new SiteBrowser(production.Client);
        var (name, value) = await Site.SessionCookieAsync(
            production.App.Services, await world.UserAsync(null, (Role.Board, world.District)));
        board.SetCookie(name, value);
        using var file = await board.FillInAsync(
            $"/ban/{world.District.Code}/danh-sach/xuat", "Xuất danh sách", ("Purpose", Purpose), ("dinh-dang", "csv"));
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        await file.Content.ReadAsByteArrayAsync(Stop);
    }

    /// <summary>Every name that deploy/grafana asks Prometheus for.</summary>
    private static async Task<IReadOnlyCollection<string>> NamesOnDashboardAsync()
    {
        var dashboard = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "partynet-dashboard.json"), Stop);
        var names = Expressions().Matches(dashboard)
            .SelectMany(asked => Names().Matches(asked.Value)).Select(name => name.Value).ToHashSet();
        Assert.True(names.Count >= 12, $"Only {string.Join(", ", names)}.");
        return names;
    }

    [GeneratedRegex("\"expr\": \"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Expressions();

    [GeneratedRegex("\\b(?:partynet|http|db|kestrel|dotnet)_[a-z_]+")]
    private static partial Regex Names();
}
