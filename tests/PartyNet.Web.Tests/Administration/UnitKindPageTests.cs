using System.Net;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Administration;

/// <summary>In a site of their own: kinds are everybody's.</summary>
public sealed class UnitKindPageTests(HandlerMatrixTests.OwnSite own) : IClassFixture<HandlerMatrixTests.OwnSite>
{
    [Fact]
    public async Task A_name_that_a_list_used_is_taught_where_the_administrator_finds_all_kinds()
    {
        var (_, _, _, administrator) = await AdministrationSite.CreateAsync(own.Site);
        var home = await administrator.OpenAsync("/quan-tri");
        Assert.Contains("/quan-tri/loai-to-chuc", home.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));

        using var set = await administrator.FillInAsync(
            "/quan-tri/loai-to-chuc/dang-bo-co-so", "Lưu loại tổ chức", ("Form.OtherNames", "Đảng bộ xí nghiệp\nĐảng bộ nông trường"));

        Assert.Equal("/quan-tri/loai-to-chuc?vua-xong=luu", set.Headers.Location!.OriginalString);
        var list = await administrator.OpenAsync(set.Headers.Location.OriginalString);
        Assert.Equal("Đã lưu loại tổ chức", list.QuerySelector("main .pn-notification h2")!.TextContent.Trim());
        var row = list.QuerySelectorAll("main tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Trim() == "Đảng bộ cơ sở");
        Assert.Equal(
            ["Đảng bộ xí nghiệp; Đảng bộ nông trường", "Không", "Đang dùng"],
            row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_what_was_typed_stays()
    {
        var (_, _, _, administrator) = await AdministrationSite.CreateAsync(own.Site);

        using var refused = await administrator.FillInAsync(
            "/quan-tri/loai-to-chuc/them", "Lưu loại tổ chức", ("Form.Name", "Chi bộ thôn"), ("Form.OtherNames", "Tổ đảng"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await SiteBrowser.ReadAsync(refused);
        Assert.Contains("Tên này là của loại “Chi bộ”", page.QuerySelector(".pn-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Tổ đảng", page.QuerySelector("[name='Form.OtherNames']")!.TextContent.Trim());
    }
}
