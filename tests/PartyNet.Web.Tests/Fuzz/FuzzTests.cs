using System.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
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
    private const int Seed = 20261126;

    private static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "LINK", "PROPFIND", "M-SEARCH", "QUERY"];

    /// <summary>Ends of forms that somebody sends once.</summary>
    private static readonly string[] Once =
        ["=Confirm", "=Return", "=Close", "=Revoke", "/kiem-tra", "/bo", "/bo-ban-nhap", "/dang-xuat"];

    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 3 };

    private readonly Site _site = new();
    private readonly FuzzReport _report = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A complaint in the log of the site fails here.</summary>
    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{_report} (seed {Seed})");
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task No_method_breaks_a_route_whoever_sends_it()
    {
        var cells = PageTable.Rows.SelectMany(row => AccessTable.Roles.Where(role => row[role] == "200").Select(role => (row, role)))
            .DistinctBy(cell => (cell.row.Shape, cell.role));
        await Parallel.ForEachAsync(cells.GroupBy(cell => cell.row.Shape), Together, async (group, _) =>
        {
            var cast = await Cast.CreateAsync(_site);
            foreach (var (row, role) in group)
            {
                var target = await FuzzTarget.OpenAsync(_site, cast, row, role);
                foreach (var method in Methods)
                {
                    await _report.SendAsync(target, method, target.Address, body: null);
                    await _report.SendAsync(target, method, target.Address + "?handler=Khong&a[]=1&=&&%00=%zz", target.Body(""));
                }
            }
        });

        _report.AssertCovered(await PagesAsync(), fewest: 26 * Methods.Length * 2);
    }

    [Fact]
    public async Task No_value_in_an_address_breaks_a_page()
    {
        var fields = new Fields(await _site.ServicesAsync());
        var endpoints = (await _site.EndpointsAsync()).Where(IsPage).ToLookup(ShapeOf);
        var rows = PageTable.Rows.Where(row => row.Cells.Contains("200")).DistinctBy(row => row.Shape);
        await Parallel.ForEachAsync(rows, Together, async (row, _) =>
        {
            var target = await FuzzTarget.OpenAsync(_site, row, Role(row, "200"));
            var names = (await fields.OfAsync(endpoints[row.Shape].First())).Concat(["q", "sau", "tro-ve", "handler"]).Distinct();
            foreach (var hostile in HostileValues.All.Where(h => h.Encoded.Length < 6000))
            {
                foreach (var name in names)
                    await _report.SendAsync(target, "GET", $"{target.Address}?{name}={hostile.Encoded}", null, name, hostile);
                foreach (var address in target.WithSegment(hostile.Encoded))
                    await _report.SendAsync(target, "GET", address, null, "{route}", hostile);
            }

            foreach (var shape in names.SelectMany(name => HostileValues.Shapes(name, "1")).Where(s => s.Length < 6000))
                await _report.SendAsync(target, "GET", $"{target.Address}?{shape}", null, shape, null);
        });

        _report.AssertCovered(await PagesAsync(), fewest: 6000);
    }

    [Fact]
    public async Task No_value_in_a_form_breaks_its_handler()
    {
        var fields = new Fields(await _site.ServicesAsync());
        var endpoints = (await _site.EndpointsAsync()).ToLookup(ShapeOf);
        var rows = HandlerTable.Rows.Where(row => row.Cells.Any(IsDone)).DistinctBy(row => row.Shape).ToList();
        await Parallel.ForEachAsync(rows, Together, async (row, _) =>
        {
            var random = new Random(Seed ^ row.Shape.Length);
            var role = AccessTable.Roles.Last(role => IsDone(row[role]));
            var target = await FuzzTarget.OpenAsync(_site, row, role);
            string[] names =
            [
                .. (await fields.OfAsync(endpoints[row.Shape.Split('?')[0]].First()))
                    .Concat(row.Fields.Select(field => field.Split('=')[0]))
                    .Append("__RequestVerificationToken")
                    .Distinct(),
            ];
            foreach (var name in names)
            {
                foreach (var hostile in HostileValues.All)
                    await SendAsync((name, hostile));
                foreach (var shape in HostileValues.Shapes(name, "1"))
                    await _report.SendAsync(target, "POST", target.Address, target.BodyWithout(name, shape), shape, null);
            }

            for (var i = 0; i < 30; i++)
                await SendAsync((Any(names), Any(HostileValues.All)), (Any(names), Any(HostileValues.All)));
            foreach (var address in HostileValues.All.Where(h => h.Encoded.Length < 6000).SelectMany(h => target.WithSegment(h.Encoded)))
                await _report.SendAsync(target, "POST", address, target.Body(""), "{route}", null);
            foreach (var (type, body) in OtherBodies)
            {
                var content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = new(type) } };
                await _report.SendAsync(target, "POST", target.Address, content, type);
            }

            async Task SendAsync(params (string Name, Hostile Value)[] filled)
            {
                var isDone = await _report.SendAsync(
                    target, "POST", target.Address, target.BodyWith(filled), filled[0].Name, filled[0].Value);
                // What has been done cannot be done again: the next one shall get as far.
                if (isDone && IsOnce(row.Shape))
                    target = await FuzzTarget.OpenAsync(_site, row, role);
            }

            T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
        });

        _report.AssertCovered(rows.Select(row => row.Shape), fewest: 6000);
        Assert.True(rows.Count >= 20, $"Only {rows.Count} handlers were looked at.");
    }

    private static readonly (string Type, string Body)[] OtherBodies =
    [
        ("application/json", "{\"Form\":{}}"), ("text/plain", "Form=1"), ("application/xml", "<a/>"), ("multipart/form-data", "x"),
        ("application/x-www-form-urlencoded", new string('&', 1000)), ("application/x-www-form-urlencoded", new string('=', 1000)),
        ("application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1000).Select(i => $"k{i}=1"))),
        ("application/x-www-form-urlencoded", "Form.Name=" + new string('x', 2 * 1024 * 1024)),
        ("application/x-www-form-urlencoded", new string('k', 10_000) + "=1"),
    ];

    /// <summary>All but the error pages, which nobody opens.</summary>
    private async Task<IEnumerable<string>> PagesAsync() => (await _site.EndpointsAsync()).Where(IsPage).Select(ShapeOf)
        .Where(shape => !shape.StartsWith("/loi", StringComparison.Ordinal));

    private static bool IsPage(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    private static string ShapeOf(RouteEndpoint endpoint) => AccessTable.ShapeOf(endpoint.RoutePattern.RawText!);

    private static string Role(AccessRow row, string cell) => AccessTable.Roles.Last(role => row[role] == cell);

    private static bool IsDone(string cell) => cell.TrimStart(AccessTable.WithoutEffect) is "200" or ['→', ..] and not "→login";

    private static bool IsOnce(string shape) => Once.Any(end => shape.EndsWith(end, StringComparison.Ordinal));
}
