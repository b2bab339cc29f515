using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Demo;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>Every page of the site, opened by every role, answers as <see cref="PageTable"/> says.</summary>
public sealed class PageMatrixTests(Site site)
{
    private const int FewestPages = 32;

    [Fact]
    [Trait("Security", "Z2")]
    public async Task Each_role_gets_at_each_page_what_the_table_says()
    {
        var cast = await Cast.CreateAsync(site);

        var differences = await DifferencesAsync(cast, PageTable.Rows);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    [Trait("Security", "Z1")]
    public async Task The_table_names_every_page_and_no_other()
    {
        var pages = await PagesAsync();

        Assert.True(pages.Count >= FewestPages, $"Only {pages.Count} pages were looked at.");
        Assert.Equal(pages, PageTable.Rows.Select(row => row.Shape).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_has_every_role_of_the_demo() => Assert.Equal(AccessTable.Roles.Skip(1), DemoRoles.All.Select(r => r.Code));

    [Fact]
    public async Task A_wrong_table_is_told_apart_cell_by_cell()
    {
        var wrong = AccessTable.Parse(
            """
            /du-lieu-cua-toi                                    200    200 200 200 200 404 404 404 200
            /chi-bo/{branch}/ra-soat/{neighbour-declaration}    →login 404 404 200 404 404 404 404 404
            /ke-khai                                            →login →/ke-khai/them 200 200 200 404 404 404 404
            """);

        var differences = await DifferencesAsync(await Cast.CreateAsync(site), wrong);

        Assert.Equal(
            [
                "/du-lieu-cua-toi as anonymous: →/dang-nhap?tro-ve=%2Fdu-lieu-cua-toi, not 200",
                "/du-lieu-cua-toi as quan-tri: 404, not 200",
                "/chi-bo/{branch}/ra-soat/{neighbour-declaration} as bi-thu: 404, not 200",
                "/ke-khai as dang-vien: →/ke-khai/danh-sach, not →/ke-khai/them",
            ],
            differences);
    }

    [Fact]
    public void A_row_with_a_cell_too_few_is_no_row() =>
        Assert.Throws<FormatException>(() => AccessTable.Parse("/quan-tri →login 404 404 404 404 404 404 200"));

    private static async Task<List<string>> DifferencesAsync(Cast cast, IReadOnlyList<AccessRow> rows)
    {
        var differences = new List<string>();
        foreach (var row in rows)
        {
            foreach (var role in AccessTable.Roles)
            {
                if (await cast.DifferenceOnOpeningAsync(row, role) is { } difference)
                    differences.Add(difference);
            }
        }

        return differences;
    }

    private async Task<List<string>> PagesAsync() =>
    [
        .. (await site.EndpointsAsync())
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(e => AccessTable.ShapeOf(e.RoutePattern.RawText!)).Distinct().Order(StringComparer.Ordinal),
    ];
}
