using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Time.Testing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>
/// Everything that the site reads of a request, filled with everything that does not belong there: every route, method, form and field,
/// by those who may. No answer is a failure, no line of the log complains, nothing hostile becomes part of a page.
/// </summary>
[Trait("Security", "I1")]
[Trait("Security", "I3")]
[Trait("Security", "I10")]
public sealed class FuzzTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "LINK", "PROPFIND", "M-SEARCH", "QUERY"];

    private static readonly string[] Cookies = ["partynet", "partynet-form", "partynet-device", "partynet-khoa"];

    private static readonly (string Type, string Body, HttpStatusCode Expected)[] OtherBodies =
    [
        ("application/json", "{\"Form\":{}}", HttpStatusCode.BadRequest), ("text/plain", "Form=1", HttpStatusCode.BadRequest),
        ("application/xml", "<a/>", HttpStatusCode.BadRequest), ("multipart/form-data", "x", HttpStatusCode.BadRequest),
        (Form, new string('&', 1000), HttpStatusCode.BadRequest), (Form, new string('=', 1000), HttpStatusCode.BadRequest),
        (Form, string.Join('&', Enumerable.Range(0, 1000).Select(i => $"k{i}=1")), HttpStatusCode.BadRequest),
        (Form, new string('k', 10_000) + "=1", HttpStatusCode.BadRequest), (Form, "a=%00", HttpStatusCode.BadRequest),
        (Form + "; charset=utf-7", "a=1", HttpStatusCode.UnsupportedMediaType),
        (Form, "Form.Name=" + new string('x', 2 * 1024 * 1024), HttpStatusCode.RequestEntityTooLarge),
    ];

    /// <summary>Pages whose forms hash what was typed, or ask who has signed in just now: both by the clock.</summary>
    private static readonly string[] Hashing =
    [
        "/ban/{}/nhap/", "/chi-bo/{}/nhap/", "/dang-nhap", "/dat-mat-khau/", "/kich-hoat/chon", "/du-lieu-cua-toi/mat-khau",
    ];

    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 3 };

    // Two seconds a request: whoever asks on and on is not stopped by what the site allows within a minute.
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);
    private readonly Site _site;
    private readonly FuzzReport _report;

    public FuzzTests() => (_site, _report) = (new Site(_clock), new FuzzReport(() => _clock.Advance(TimeSpan.FromSeconds(2))));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A complaint in the log of the site fails here.</summary>
    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(_report.ToString());
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task No_method_breaks_a_route_whoever_sends_it()
    {
        var fields = new Fields(await _site.ServicesAsync());
        var endpoints = await _site.EndpointsAsync();
        await Parallel.ForEachAsync(endpoints.DistinctBy(Fields.ShapeOf), Together, async (endpoint, _) =>
        {
            var shape = Fields.ShapeOf(endpoint);
            var cast = await Cast.CreateAsync(_site);
            // What is no page has no row, and no values in its address.
            var row = RowOf(shape) ?? new AccessRow(shape, [], null, []);
            var forms = (await fields.FormsOfAsync(endpoint)).Count;
            foreach (var role in ((string[])["anonymous", ShownTo(row)]).Distinct())
            {
                var target = await FuzzTarget.OpenAsync(_site, cast, row, role);
                foreach (var method in Methods)
                {
                    var expected = row.Cells.Count > 0 && row[role] == "200" ? Expected(method, forms) : [];
                    // Without its token a form is refused, whether or not the page has one.
                    HttpStatusCode[] bare = method == "POST" && expected.Length > 0 ? [HttpStatusCode.BadRequest, .. expected] : expected;
                    await _report.SendAsync(target, target.Asking(method, target.Address), role, bare);
                    var strange = target.Address + "?handler=Khong&a[]=1&=&&%00=%zz";
                    await _report.SendAsync(target, target.Sending([], "", strange, method), $"{role} ?handler=Khong", expected);
                }
            }
        });

        AssertCovered(endpoints.Select(Fields.ShapeOf).SelectMany(shape => Methods.Select(method => $"{method} {shape}")), 12 * 30);
    }

    [Fact]
    public async Task No_value_in_an_address_breaks_a_page()
    {
        var fields = new Fields(await _site.ServicesAsync());
        var endpoints = (await _site.EndpointsAsync()).Where(IsShown).DistinctBy(Fields.ShapeOf).ToList();
        var wanted = new List<string>();
        foreach (var endpoint in endpoints)
            wanted.AddRange((await fields.OfAsync(endpoint)).Select(name => $"{Fields.ShapeOf(endpoint)} {name}"));
        await Parallel.ForEachAsync(endpoints, Together, async (endpoint, _) =>
        {
            var row = RowOf(Fields.ShapeOf(endpoint))!;
            var target = await FuzzTarget.OpenAsync(_site, row, ShownTo(row));
            string[] names = [.. (await fields.OfAsync(endpoint)).Concat(["q", "sau", "truoc", "tro-ve", "handler"]).Distinct()];
            foreach (var filled in HostileValues.Together(names, HostileValues.Short))
                await _report.FillAsync(target, "GET", filled);
            foreach (var address in InAddresses(target))
                await _report.SendAsync(target, target.Asking("GET", address), address);

            foreach (var shape in HostileValues.Shapes(names, "1").Where(shape => shape.Length < 6000))
                await _report.SendAsync(target, target.Asking("GET", target.Address, shape), shape);
        });

        AssertCovered(wanted.Concat(endpoints.Select(endpoint => $"GET {Fields.ShapeOf(endpoint)}")), fewest: 90);
    }

    [Fact]
    public async Task No_value_in_a_form_breaks_its_handler()
    {
        var fields = new Fields(await _site.ServicesAsync());
        var rows = HandlerTable.Rows.OrderByDescending(row => row.Cells.Any(IsDone)).DistinctBy(row => row.Shape)
            .ToDictionary(row => row.Shape);
        var forms = new List<(string Shape, string[] Names)>();
        foreach (var endpoint in (await _site.EndpointsAsync()).DistinctBy(Fields.ShapeOf))
        {
            var names = await fields.OfAsync(endpoint);
            forms.AddRange((await fields.FormsOfAsync(endpoint)).Select(form => (form, NamesOf(rows[form], names))));
        }

        await Parallel.ForEachAsync(forms.Where(form => !IsHashed(form.Shape)), Together, (form, _) => SendAsync(form));
        // Whoever waits for a place to hash waits by the clock, which the others move: these forms go one by one.
        foreach (var form in forms.Where(form => IsHashed(form.Shape)))
            await SendAsync(form);

        AssertCovered(forms.SelectMany(form => form.Names.Select(name => $"{form.Shape} {name}").Append($"POST {form.Shape}")), fewest: 90);

        async ValueTask SendAsync((string Shape, string[] Names) form)
        {
            var row = rows[form.Shape];
            // What takes a code of this very minute gets done for nobody here: it is refused, and that is how it should be.
            var isDone = row.Cells.Any(IsDone);
            var role = AccessTable.Roles.Last(role => isDone ? IsDone(row[role]) : row[role] == "400");
            var rightly = isDone ? Sent.Done : Sent.Refused;
            var (target, opened) = (await FuzzTarget.OpenAsync(_site, row, role), _clock.GetUtcNow());
            Assert.Equal((rightly, form.Shape), (await _report.SendAsync(target, target.Sending([], ""), "as it should be"), form.Shape));
            // What has been done cannot be done again, sometimes: the next one shall get as far.
            var isRepeatable = await _report.SendAsync(target, target.Sending([], ""), "again") == Sent.Done;
            await RenewAsync(Sent.Done);
            foreach (var filled in HostileValues.Together(form.Names, HostileValues.All))
                await RenewAsync(await _report.FillAsync(target, "POST", filled));
            foreach (var (name, value) in HostileValues.Alone(form.Names, HostileValues.All))
                await RenewAsync(await _report.FillAsync(target, "POST", (name, value)));
            foreach (var shape in HostileValues.Shapes(form.Names, "1"))
                await RenewAsync(await _report.SendAsync(target, target.Sending(form.Names.SkipLast(1), shape), shape));
            // Who stands at the door of a page has seen them all.
            foreach (var address in InAddresses(target).Where((_, i) => i % 6 == 0).ToList())
                await RenewAsync(await _report.SendAsync(target, target.Sending([], "", address), address));
            foreach (var (type, body, expected) in OtherBodies)
            {
                HttpStatusCode[] right = [expected, .. WithoutToken(form.Shape), .. TakingFiles(form.Shape)];
                await _report.SendAsync(target, target.Sending(body, type), $"{type} {body}", right);
            }

            async Task RenewAsync(Sent sent)
            {
                // Who signed in some minutes ago is asked to do so once more for some of it.
                if (sent == Sent.TooOften || (sent == Sent.Done && !isRepeatable) || _clock.GetUtcNow() - opened > TimeSpan.FromMinutes(4))
                    (target, opened) = (await FuzzTarget.OpenAsync(_site, row, role), _clock.GetUtcNow());
            }
        }
    }

    /// <summary>What lies in the browser: of the session, of forms, of the device; each with what belongs into another as well.</summary>
    [Fact]
    public async Task No_cookie_breaks_a_page()
    {
        var row = RowOf("/dang-nhap")!;
        var target = await FuzzTarget.OpenAsync(_site, row, "anonymous");
        var member = await (await Cast.CreateAsync(_site)).BrowserAsync("dang-vien");
        await member.OpenAsync("/");
        string[] own = [.. Cookies.Select(member.Cookie).OfType<string>()];
        Assert.Equal(2, own.Length);
        string[] values =
        [
            .. HostileValues.Short.Select(value => value.Encoded), .. own,
            .. own.Select(value => value[..^9]), .. own.Select(value => value[9..]),
            "CfDJ8AAAAAAAAAAAAAAAAAAAAAA", "; ;=;", "\"", "a, b", new string('x', 4000),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            var header = string.Join("; ", Cookies.Select((name, j) => $"{name}={values[(i + j) % values.Length]}"));
            foreach (var request in (HttpRequestMessage[])
                [target.Asking("GET", "/dang-nhap"), target.Asking("GET", "/"), target.Asking("GET", "/ke-khai"), target.Sending([], "")])
            {
                request.Headers.TryAddWithoutValidation("Cookie", header);
                await _report.SendAsync(target with { Browser = await _site.VisitorAsync() }, request, header);
            }
        }

        AssertCovered(["GET /dang-nhap", "POST /dang-nhap"], fewest: 2);
    }

    private void AssertCovered(IEnumerable<string> wanted, int fewest)
    {
        var all = wanted.Distinct().ToList();
        Assert.True(all.Count >= fewest, $"Only {all.Count} of at least {fewest} were asked for.");
        Assert.Empty(_report.Missing(all));
        Assert.True(_report.Answered(HttpStatusCode.OK) + _report.Answered(HttpStatusCode.Redirect) > 100, _report.ToString());
        Assert.True(_report.Faults.Count == 0, $"{_report}\n{string.Join('\n', _report.Faults.Take(60))}");
    }

    /// <summary>What a page says to a method, and to a form that it does not have.</summary>
    private static HttpStatusCode[] Expected(string method, int forms) => method switch
    {
        "GET" or "HEAD" => [HttpStatusCode.OK],
        "POST" => forms == 0 ? [HttpStatusCode.MethodNotAllowed] : [HttpStatusCode.BadRequest, HttpStatusCode.NotFound],
        _ => [HttpStatusCode.MethodNotAllowed],
    };

    /// <summary>A page that takes a file reads more than others, and finds no token in it.</summary>
    private static HttpStatusCode[] TakingFiles(string shape) =>
        shape.EndsWith("/nhap", StringComparison.Ordinal) ? [HttpStatusCode.BadRequest] : [];

    /// <summary>What goes on after signing in is sealed: it needs no token, and what is no such thing leads home.</summary>
    private static HttpStatusCode[] WithoutToken(string shape) => shape == "/gui-tiep" ? [HttpStatusCode.Redirect] : [];

    /// <summary>What a form may send: what its page reads, what it sends, and the token, last.</summary>
    private static string[] NamesOf(AccessRow row, IReadOnlyList<string> read) =>
        [.. read.Concat(row.Fields.Select(field => field.Split('=')[0])).Append("__RequestVerificationToken").Distinct()];

    /// <summary>The address of a page with each short value in one of its places.</summary>
    private static IEnumerable<string> InAddresses(FuzzTarget target) => HostileValues.Short.SelectMany((value, i) =>
        target.WithSegment(value.Encoded).ToList() is { Count: > 0 } places ? places.Skip(i % places.Count).Take(1) : []);

    private static AccessRow? RowOf(string shape) =>
        PageTable.Rows.Where(row => row.Shape == shape).OrderByDescending(row => row.Cells.Count(cell => cell == "200")).FirstOrDefault();

    /// <summary>Somebody whom a page shows itself to, or leads on.</summary>
    private static string ShownTo(AccessRow row) =>
        row.Cells.Count == 0 ? "anonymous" : AccessTable.Roles.LastOrDefault(role => row[role] == "200") ?? AccessTable.Roles[^1];

    private static bool IsHashed(string shape) => Array.Exists(Hashing, page => shape.StartsWith(page, StringComparison.Ordinal));

    private static bool IsPage(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    /// <summary>Error pages are those that nobody opens.</summary>
    private static bool IsShown(RouteEndpoint endpoint) =>
        IsPage(endpoint) && !Fields.ShapeOf(endpoint).StartsWith("/loi", StringComparison.Ordinal);

    private static bool IsDone(string cell) => cell.TrimStart(AccessTable.WithoutEffect) is "200" or ['→', ..] and not "→login";
}
