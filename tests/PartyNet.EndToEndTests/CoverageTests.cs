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
                union all select '{world.District.Path}', 12 * 128, 12 * 115, 12 * 114, 12 * 1145, 12 * 113, 12 * 112;
                insert into registry.usages (unit_path, aspect, value, members, accounts)
                select '{world.District.Path}', aspect, value, members, accounts from (values
                    (1, 'zalo', 12904, 13012), (1, 'facebook', 9120, 9877), (1, 'tiktok', 2310, 2402), (1, 'youtube', 604, 611),
                    (1, 'instagram', 3, 3),
                    (2, '2000', 912, 2011), (2, '1990', 2803, 6120), (2, '1980', 3210, 6904), (2, '1970', 2611, 4870),
                    (2, '1960', 2403, 3702), (2, '1950', 1650, 1990), (2, '', 151, 308), (3, '1', 8204, 18023), (3, '2', 4511, 6102), (3, '3', 1021, 1775),
                    (3, '0', 4, 5),
                    (4, '0', 811, 0), (4, '1', 5203, 5203), (4, '2', 4612, 9224), (4, '3', 2010, 6030), (4, '4', 1002, 4008),
                    (4, '5', 102, 1440)) f (aspect, value, members, accounts);
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
            await LookAtPaperAsync(visitor, "ban-tien-do-giay", ".pn-compact thead");

        await world.MemberAsync(world.Branch, "Nguyễn Thị Thùy Dương");
        await visitor.GoAsync($"/ban/{world.District.Code}/danh-sach?moi-trang=50");
        await visitor.LookAsync(onPhone ? "danh-sach-dien-thoai" : "danh-sach");
        await visitor.GoAsync($"/ban/{world.District.Code}/thong-ke");
        await visitor.LookAsync(onPhone ? "ban-thong-ke-dien-thoai" : "ban-thong-ke");
        Assert.Equal(4, await visitor.Page.Locator("svg[role=img]").CountAsync());
        if (!onPhone)
            await LookAtPaperAsync(visitor, "ban-thong-ke-giay", "svg[role=img]");
        await visitor.GoAsync($"/ban/{world.District.Code}/thong-ke?ban=gui-ra-ngoai");
        await visitor.LookAsync(onPhone ? "ban-thong-ke-gui-ngoai-dien-thoai" : "ban-thong-ke-gui-ngoai");
        visitor.AssertQuiet();
    }

    /// <summary>On paper stand the title, the unit, when the figures were read, and everything that counts; no menus, no links.</summary>
    private static async Task LookAtPaperAsync(Visitor visitor, string name, string shown)
    {
        var page = visitor.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        await visitor.PhotographPaperAsync(name, "main", pdf);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.Locator(shown).First.IsVisibleAsync());
        Assert.Equal(0, await page.Locator("thead th").Filter(new() { Visible = false }).CountAsync());
        Assert.Equal("table-header-group", await page.Locator("thead").First.EvaluateAsync<string>("e => getComputedStyle(e).display"));
        Assert.True(await page.GetByText("In từ số liệu lúc").IsVisibleAsync());
        Assert.Equal(0, await page.Locator("nav, .pn-screen-only, .btn, .pn-footer").Filter(new() { Visible = true }).CountAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
    }
}
