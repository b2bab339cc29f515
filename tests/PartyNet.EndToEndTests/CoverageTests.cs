using Microsoft.Playwright;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>Coverage of a district with figures as long as there are, on a phone and on a desk.</summary>
public sealed class CoverageTests(BrowserFixture browser, Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_table_of_a_district_fits_and_can_be_used_by_everybody(bool onPhone)
    {
        var world = await site.Database.NewWorldAsync();
        var units = Enumerable.Range(1, 12)
            .Select(i => World.NewUnit(world.District, $"Đảng bộ phường Hòa Cường Nam {i}", UnitKind.GrassrootsCommittee))
            .ToList();
        await world.WriteAsync(ProcessType.UnitsImported, db => db.Units.AddRange(units));
        await using (var connection = await site.Database.OpenAsSuperuserAsync())
        {
            await using var figures = new NpgsqlCommand(
                $"""
                insert into registry.standings (unit_path, not_declared, submitted, returned, confirmed, exempt, departed)
                select path, 128, 115, 114, 1145, 113, 112 from registry.units where parent_id = '{world.District.Id}' and name like '%Nam %'
                union all select '{world.District.Path}', 12 * 128, 12 * 115, 12 * 114, 12 * 1145, 12 * 113, 12 * 112
                """,
                connection
            );
            await figures.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var user = await world.UserAsync(null, (Role.Board, world.District));
        await using var visitor = await browser.OpenAsync(
            await site.AddressAsync(),
            onPhone ? Viewport.Phone : Viewport.Desktop,
            javaScript: false
        );
        await visitor.SignInAsync(await site.SessionCookieAsync(user));

        await visitor.GoAsync($"/ban/{world.District.Code}");

        await visitor.PhotographAsync(onPhone ? "tien-do-dien-thoai" : "tien-do");
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();
        var header = visitor.Page.Locator(".pn-compact thead th");
        Assert.Equal(9, await header.CountAsync());
        Assert.Equal(
            onPhone ? ["Tổ chức", "Đã kê khai", "Đã xác nhận"] : await header.AllInnerTextsAsync(),
            await header.Filter(new() { Visible = true }).AllInnerTextsAsync()
        );
        Assert.Equal("1.374/1.502 (91%)", await visitor.Page.Locator(".pn-compact tbody td:nth-child(3)").First.InnerTextAsync());
        if (!onPhone)
            await LookAtPaperAsync(visitor);
        visitor.AssertQuiet();
    }

    /// <summary>On paper stand the title, the unit, when the figures were read, and all columns; no menus, no links.</summary>
    private static async Task LookAtPaperAsync(Visitor visitor)
    {
        var pdf = await visitor.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        await visitor.PhotographPaperAsync("ban-tien-do-giay", "main", pdf);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        var page = visitor.Page;
        Assert.Equal(9, await page.Locator(".pn-compact thead th").Filter(new() { Visible = true }).CountAsync());
        Assert.Equal("table-header-group", await page.Locator(".pn-compact thead").EvaluateAsync<string>("e => getComputedStyle(e).display"));
        Assert.True(await page.GetByText("In từ số liệu lúc").IsVisibleAsync());
        Assert.Equal(0, await page.Locator("nav, .pn-screen-only, .btn, .pn-footer").Filter(new() { Visible = true }).CountAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
    }
}
