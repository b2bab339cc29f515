using System.Net;
using AngleSharp.Html.Dom;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Branch;

[Trait("Security", "A14")]
public sealed class SlipsPageTests(Site site)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_slips_are_printed_four_to_a_page_on_the_one_answer_that_shows_them()
    {
        var branch = await SlipSite.CreateAsync(site);
        for (var i = 0; i < 30; i++)
            await branch.MemberAsync($"Nguyễn Văn {(char)('A' + i % 26)}{i}");
        var page = await branch.Secretary.OpenAsync(branch.Path);
        var form = SiteBrowser.FormWith(page, SlipSite.Button);

        using var response = await branch.Secretary.SubmitAsync(
            form, branch.Path, ("Form.Stated", "true"), ("Form.Everybody", "true"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var sheets = await SiteBrowser.ReadAsync(response);
        Assert.Equal([4, 4, 4, 4, 4, 4, 4, 2], sheets.QuerySelectorAll(".pn-sheet").Select(s => s.QuerySelectorAll(".pn-slip").Length));
        var codes = SlipSite.Codes(sheets);
        Assert.Equal(30, codes.Distinct().Count());
        Assert.All(codes, code => Assert.True(SlipCode.TryRead(code, out _, out _)));
        Assert.Equal(30, sheets.QuerySelectorAll("svg.pn-qr path").Length);
        var slip = sheets.QuerySelector(".pn-slip")!.TextContent;
        string[] told =
            [branch.World.Branch.Name, "/kich-hoat", "28/12/2026", "Lê Thị Thư", "0912 345 678", "Không ai có quyền hỏi mã này"];
        foreach (var words in told)
            Assert.Contains(words, slip, StringComparison.Ordinal);
        // On paper there is nothing of the site's frame, and no code in any address.
        Assert.Null(sheets.QuerySelector("nav, footer, .pn-header"));
        var links = sheets.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!);
        Assert.DoesNotContain(links, link => codes.Any(code => link.Contains(code, StringComparison.Ordinal)));

        using var again = await branch.Secretary.SubmitAsync(form, branch.Path, ("Form.Stated", "true"), ("Form.Everybody", "true"));
        var list = await SiteBrowser.ReadAsync(again);
        Assert.Contains("30 phiếu này đã in ở lần gửi trước", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(codes, code => list.Source.Text.Contains(code, StringComparison.Ordinal));
        Assert.Equal(30, list.QuerySelectorAll(".pn-status").Count(s => s.TextContent.Trim() == "Đã in phiếu"));
        Assert.DoesNotContain("In cho tất cả", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_the_ticks_stay()
    {
        var branch = await SlipSite.CreateAsync(site);
        var member = await branch.MemberAsync("Trần Văn Bình");
        await branch.World.MemberAsync(name: "Trần Văn Không Ngày");
        var page = await branch.Secretary.OpenAsync(branch.Path);
        var form = SiteBrowser.FormWith(page, SlipSite.Button);

        using var nobody = await branch.Secretary.SubmitAsync(form, branch.Path, ("Form.Stated", "true"));
        using var unstated = await branch.Secretary.SubmitAsync(form, branch.Path, ("Form.Members", member.Code));

        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        var first = (await SiteBrowser.ReadAsync(nobody)).QuerySelector(".pn-error-summary a")!;
        Assert.Equal(("#Form_Members", "Chưa chọn đồng chí nào để in phiếu."), (first.GetAttribute("href"), first.TextContent));
        var second = await SiteBrowser.ReadAsync(unstated);
        Assert.NotNull(second.GetElementById("Form_Members"));
        Assert.True(((IHtmlInputElement)second.QuerySelector($"input[value='{member.Code}']")!).IsChecked);
        var rows = second.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains(rows, row => row.Contains("Chưa in được: danh sách chưa có ngày sinh.", StringComparison.Ordinal));
        // The secretary's own slip is printed by the level above.
        Assert.Contains(rows, row => row.Contains("do cấp ủy cấp trên in phiếu", StringComparison.Ordinal));
        Assert.Single(second.QuerySelectorAll("tbody input"));
    }

    [Fact]
    public async Task A_lost_slip_is_told_and_closed_and_the_list_says_so()
    {
        var branch = await SlipSite.CreateAsync(site);
        var (loser, other) = (await branch.MemberAsync("Trần Văn Mất"), await branch.MemberAsync("Trần Văn Còn"));
        var slip = await branch.SlipAsync(loser);
        await branch.SlipAsync(other);

        using var nobody = await branch.AskToLoseAsync();
        using var question = await branch.AskToLoseAsync(loser);
        var asked = (await SiteBrowser.ReadAsync(question)).QuerySelector("main")!;
        var before = await branch.StateAsync(loser);
        using var told = await branch.LoseAsync(loser);

        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        Assert.Contains("Chưa chọn đồng chí nào đang có phiếu", await nobody.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("Báo mất 1 phiếu này?", asked.QuerySelector("h1")!.TextContent);
        Assert.StartsWith("Trần Văn Mất, sinh năm 1960", Assert.Single(asked.QuerySelectorAll("li")).TextContent, StringComparison.Ordinal);
        Assert.Equal("Đã in phiếu", before);
        var list = await branch.Secretary.OpenAsync(told.Headers.Location!.OriginalString);
        Assert.Equal("Đã khóa phiếu báo mất", list.QuerySelector(".pn-notification h2, .pn-notification-title")!.TextContent.Trim());
        Assert.Equal("Đã báo mất phiếu", await branch.StateAsync(loser));
        Assert.Equal("Đã in phiếu", await branch.StateAsync(other));
        var finder = await site.StrangerAsync();
        using var refused = await finder.FillInAsync("/kich-hoat", "Tiếp tục", ("Form.Code", slip), ("Form.BirthDate", SlipSite.BirthDate));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Where_no_date_of_birth_is_held_it_is_recorded_on_the_way_to_the_slip()
    {
        var branch = await SlipSite.CreateAsync(site);
        var member = await branch.World.MemberAsync(name: "Trần Văn Không Ngày");
        var list = await branch.Secretary.OpenAsync(branch.Path);
        var link = list.QuerySelectorAll("tbody a").Single(a => a.TextContent == "Ghi ngày sinh của đồng chí Trần Văn Không Ngày");
        var path = link.GetAttribute("href")!;

        using var wrong = await branch.Secretary.FillInAsync(path, "Lưu ngày sinh", ("Form.BirthDate", "31/02/1960"));
        using var saved = await branch.Secretary.FillInAsync(path, "Lưu ngày sinh", ("Form.BirthDate", "1948"));

        var again = await SiteBrowser.ReadAsync(wrong);
        Assert.Equal("31/02/1960", again.QuerySelector("#Form_BirthDate")!.GetAttribute("value"));
        Assert.Contains("Trần Văn Không Ngày", again.QuerySelector(".pn-lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{branch.Path}?vua-ghi=1", saved.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await branch.Secretary.GetAsync(path)).StatusCode);
        var browser = await site.StrangerAsync();
        using var opened = await browser.FillInAsync(
            "/kich-hoat", "Tiếp tục", ("Form.Code", await branch.SlipAsync(member)), ("Form.BirthDate", "1948"));
        Assert.Equal("/kich-hoat/chon", opened.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_list_is_searched_by_name_and_then_offers_no_slips_for_everybody()
    {
        var branch = await SlipSite.CreateAsync(site);
        await branch.MemberAsync("Đặng Thị Ánh Nguyệt");
        await branch.MemberAsync("Trần Văn Bình");

        var found = await branch.Secretary.OpenAsync($"{branch.Path}?q=anh+nguyet");

        Assert.Equal("Đặng Thị Ánh Nguyệt", Assert.Single(found.QuerySelectorAll("tbody label")).TextContent);
        Assert.DoesNotContain("In cho tất cả", found.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_of_one_has_its_slip_from_the_level_above()
    {
        var branch = await SlipSite.CreateAsync(site);
        var world = branch.World;
        var alone = await world.MemberAsync(world.SecondBranch, "Hà Thị Một", shape: m => m.Born(null, 1950));
        var committee = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        var path = $"/chi-bo/{world.SecondBranch.Code}/phieu-kich-hoat";

        using var response = await committee.FillInAsync(path, SlipSite.Button, ("Form.Stated", "true"), ("Form.Members", alone.Code));

        var slip = (await SiteBrowser.ReadAsync(response)).QuerySelector(".pn-slip")!.TextContent;
        Assert.Contains($"hỏi {world.Grassroots.Name}", slip, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsStringAsync(Stop));
    }
}
