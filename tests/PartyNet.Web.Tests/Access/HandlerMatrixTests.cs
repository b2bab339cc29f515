using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing;
using PartyNet.Domain.Audit;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>
/// Every form of the site, sent by every role, is answered as <see cref="HandlerTable"/> says, and what has no effect by the table
/// has none: the site of these tests has its database to itself, so that whole tables can be compared.
/// </summary>
[Trait("Security", "G2")]
public sealed class HandlerMatrixTests(HandlerMatrixTests.OwnSite own) : IClassFixture<HandlerMatrixTests.OwnSite>
{
    private const int FewestHandlers = 27;

    private static readonly string[] Looking =
    [
        Code(ProcessType.AccessDenied), Code(ProcessType.DeclarationViewed), Code(ProcessType.MembersViewed),
        Code(ProcessType.RolesViewed), Code(ProcessType.MemberViewed), Code(ProcessType.NumberRevealed),
        Code(ProcessType.FactCorrectionViewed),
    ];

    /// <summary>Forms that lead on: what the next page shows is what follows from them.</summary>
    private static readonly string[] Steps =
    [
        "/dang-nhap", "/dang-xuat", "/kich-hoat", "/ke-khai/tai-khoan/{}", "/du-lieu-cua-toi/lop-thu-hai?handler=Codes",
        .. new[] { "/ban/{}/nhap", "/chi-bo/{}/nhap" }.SelectMany(list => new[]
        {
            list, list + "/{}?handler=Read", list + "/{}?handler=Fonts", list + "/{}?handler=Plan", list + "/{}/ke-hoach",
            list + "/{}/ke-hoach?handler=Decide", list + "/{}/thuc-hien", list + "/{}/ket-qua?handler=Undo",
        }),
        "/quan-tri/nguoi-dung/them", "/quan-tri/nguoi-dung/{}?handler=Link", "/quan-tri/nguoi-dung/{}/duong-dan",
    ];

    /// <summary>Of each form that changes something and leads to a page, the first row by which it does.</summary>
    public static TheoryData<int, string> Changes => new(HandlerTable.Rows.Select((row, i) => (Index: i, Row: row))
        .Where(form => form.Row.Cells.Contains("→") && !Steps.Contains(form.Row.Shape))
        .DistinctBy(form => form.Row.Shape)
        .Select(form => (form.Index, form.Row.Address)));

    public static TheoryData<int, string> Forms => new(HandlerTable.Rows.Select((row, i) => (i, row.Address)));

    [Theory]
    [MemberData(nameof(Forms))]
    [Trait("Security", "Z3")]
    public async Task Each_role_gets_for_each_form_what_the_table_says(int index, string address)
    {
        var row = HandlerTable.Rows[index];
        Assert.Equal(address, row.Address);

        var differences = await DifferencesWithoutEffectAsync(row);
        // What is allowed changes what the next one would find: each has a world of its own.
        foreach (var role in AccessTable.Roles.Where(role => !IsWithoutEffect(row[role])))
            differences.Add(await (await Cast.CreateAsync(own.Site)).DifferenceOnSendingAsync(row, role));

        Assert.True(differences.All(d => d is null), string.Join('\n', differences.OfType<string>()));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_a_form_has_changed_is_said_on_the_page_that_follows(int index, string address)
    {
        var row = HandlerTable.Rows[index];
        Assert.Equal(address, row.Address);
        var cast = await Cast.CreateAsync(own.Site);

        var page = await cast.ArriveAsync(row, AccessTable.Roles.First(role => row[role] == "→"));

        var said = page.QuerySelectorAll("main .pn-notification, main .pn-panel, main p[role='status']").Select(e => e.TextContent.Trim());
        Assert.Contains(said, words => words.StartsWith('Đ'));
    }

    [Fact]
    [Trait("Security", "Z1")]
    public async Task The_table_names_every_handler_and_no_other()
    {
        var handlers = (await own.Site.EndpointsAsync()).SelectMany(HandlersOf).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(handlers.Count >= FewestHandlers, $"Only {handlers.Count} handlers were looked at.");
        Assert.Equal(handlers, HandlerTable.Rows.Select(row => row.Shape).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wrong_cell_is_told_and_so_is_a_change()
    {
        var wrong = Assert.Single(AccessTable.Parse(
            """
            /ban/{grassroots}/thong-bao     →login 404 404 404 404 404 404 404 →
                → /ban/{grassroots}/thong-bao?vua-cong-bo=1
                RequestKey={key} Form.Number=1 Form.Title=Về+việc+kê+khai Form.Body=Đảng+viên+kê+khai.
            """));

        var differences = (await DifferencesWithoutEffectAsync(wrong)).OfType<string>().ToList();

        Assert.Equal(4, differences.Count);
        Assert.StartsWith("/ban/{grassroots}/thong-bao as ban: →/ban/", differences[0], StringComparison.Ordinal);
        Assert.EndsWith(", not 404", differences[0], StringComparison.Ordinal);
        Assert.StartsWith("access.request_keys: ", differences[1], StringComparison.Ordinal);
        Assert.StartsWith("audit.row_changes: ", differences[2], StringComparison.Ordinal);
        Assert.StartsWith("registry.unit_notices: ", differences[3], StringComparison.Ordinal);
    }

    /// <summary>Cells without effect that are answered otherwise, and tables in which something has changed all the same.</summary>
    private async Task<List<string?>> DifferencesWithoutEffectAsync(AccessRow row)
    {
        var roles = AccessTable.Roles.Where(role => IsWithoutEffect(row[role])).ToList();
        if (roles.Count == 0)
            return [];

        var cast = await Cast.CreateAsync(own.Site);
        // Everybody and everything that the forms name is there before the first is sent.
        foreach (var role in roles)
        {
            await cast.BrowserAsync(role);
            await cast.FillAsync(string.Join(' ', row.Fields.Prepend(row.Address)), role, Guid.Empty);
        }

        await using var database = await own.Site.Database.OpenAsSuperuserAsync();
        var (before, seen) = (await StoredRows.ReadAsync(database), (await StoredRows.ReadProcessesAsync(database)).Count);
        var differences = new List<string?>();
        foreach (var role in roles)
            differences.Add(await cast.DifferenceOnSendingAsync(row, role));
        var after = await StoredRows.ReadAsync(database);

        differences.AddRange(before.Where(table => after[table.Key] != table.Value)
            .Select(table => $"{table.Key}: {after[table.Key]}, was {table.Value}"));
        var recorded = (await StoredRows.ReadProcessesAsync(database)).Skip(seen).ToList();
        if (differences.All(d => d is null))
        {
            Assert.Empty(recorded.Except(Looking));
            // Whoever is signed in and refused leaves exactly one event, at the door of the page or by its handler.
            Assert.Equal(roles.Count(role => row[role] is "403" or "404"), recorded.Count(type => type == Code(ProcessType.AccessDenied)));
        }

        return differences;
    }

    private static bool IsWithoutEffect(string cell) =>
        cell is "→login" or "400" or "403" or "404" || cell.StartsWith(AccessTable.WithoutEffect);

    /// <summary>What an endpoint does when a form is sent to it: the handlers of its page's class, or the endpoint itself.</summary>
    private static IEnumerable<string> HandlersOf(RouteEndpoint endpoint)
    {
        var shape = AccessTable.ShapeOf(endpoint.RoutePattern.RawText!);
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            return endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true ? [shape] : [];
        return ModelOf(page).GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Where(method => method.Name.StartsWith("OnPost", StringComparison.Ordinal))
            .Select(method => method.Name["OnPost".Length..].Replace("Async", "", StringComparison.Ordinal))
            .Select(handler => handler.Length == 0 ? shape : $"{shape}?handler={handler}");
    }

    private static Type ModelOf(PageActionDescriptor page) => typeof(PartyNetApp).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
        .Single(item => item.Identifier == page.RelativePath).Type.GetProperty("Model")!.PropertyType;

    private static string Code(ProcessType type) => ((int)type).ToString(CultureInfo.InvariantCulture);

    public sealed class OwnSite : IAsyncDisposable
    {
        public Site Site { get; } = new();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
