using System.Net;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>A board and a secretary give roles at a browser, and the person named sees it.</summary>
[Trait("Security", "Z6")]
public sealed class RolesPageTests(Site site)
{
    [Fact]
    [Trait("Security", "Z11")]
    public async Task A_board_searches_chooses_and_names_a_secretary_who_is_ended_on_the_same_page()
    {
        var board = await BoardSite.EmptyAsync(site);
        var world = board.World;
        var member = await world.MemberAsync(name: "Lương Thị Phân Công");
        var page = BoardSite.At(world.District, "/phan-cong");

        var found = await board.Board.OpenAsync(page + "?q=luong+thi+phan");
        var choice = found.QuerySelector("main tbody th a")!.GetAttribute("href")!;
        Assert.Equal($"{page}?dang-vien={member.Code}", choice);
        var form = await board.Board.OpenAsync(choice);
        Assert.Equal(
            [
                $"Bí thư, {world.Branch.Name}", $"Phó bí thư, {world.Branch.Name}", $"Ban, {world.Branch.Name}",
                $"Cấp ủy, {world.Grassroots.Name}", $"Ban, {world.Grassroots.Name}",
                $"Cấp ủy, {world.District.Name}", $"Ban, {world.District.Name}",
            ],
            form.QuerySelectorAll("main .pn-choice label").Select(BoardSite.Words));
        using (var given = await board.Board.FillInAsync(choice, "Giao vai trò", ("Form.Post", $"Secretary {world.Branch.Code}")))
            Assert.Equal($"{page}?vua-giao={world.Branch.Code}", given.Headers.Location!.OriginalString);

        var after = await board.Board.OpenAsync($"{page}?vua-giao={world.Branch.Code}");
        Assert.Contains($"/chi-bo/{world.Branch.Code}/phieu-kich-hoat", after.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains(
            BoardSite.Rows(after), row => row.StartsWith("Lương Thị Phân Công | Bí thư, Chi bộ Khu 14 |", StringComparison.Ordinal)
                && row.Contains($"Ban, {world.District.Name}", StringComparison.Ordinal));
        var user = await world.ReadAsync(AccessScope.SignIn, db => db.Users.AsNoTracking().SingleAsync(u => u.MemberId == member.Id));
        var secretary = await site.SignedInAsync(user);
        await secretary.OpenAsync($"/chi-bo/{world.Branch.Code}");
        var mine = BoardSite.MainWords(await secretary.OpenAsync("/du-lieu-cua-toi"));
        Assert.Contains("Bí thư, Chi bộ Khu 14, từ", mine, StringComparison.Ordinal);
        Assert.Contains($"Ai giao: Ban, {world.District.Name}", mine, StringComparison.Ordinal);

        var row = after.QuerySelectorAll("main tr").Single(tr => tr.TextContent.Contains("Lương Thị Phân Công", StringComparison.Ordinal));
        var ending = row.QuerySelector("a[href*=thoi-giu]")!;
        Assert.Equal("Cho thôi giữ", BoardSite.Words(ending));
        var question = ending.GetAttribute("href")!;
        var asked = BoardSite.MainWords(await board.Board.OpenAsync(question));
        foreach (var told in new[] { "Lương Thị Phân Công", "Bí thư, Chi bộ Khu 14", $"Ban, {world.District.Name}", "đăng xuất ở mọi máy" })
            Assert.Contains(told, asked, StringComparison.Ordinal);
        using (var ended = await board.Board.FillInAsync(question, "Cho thôi giữ vai trò"))
        {
            Assert.StartsWith($"{page}?vua-thoi=", ended.Headers.Location!.OriginalString, StringComparison.Ordinal);
            Assert.Contains(
                "Đã cho thôi giữ: Bí thư, Chi bộ Khu 14 Lương Thị Phân Công đã bị đăng xuất",
                BoardSite.MainWords(await board.Board.OpenAsync(ended.Headers.Location.OriginalString)), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await board.Board.GetAsync(question)).StatusCode);
        Assert.StartsWith(
            "/dang-nhap", (await secretary.GetAsync($"/chi-bo/{world.Branch.Code}")).Headers.Location!.PathAndQuery,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            BoardSite.Rows(await board.Board.OpenAsync(page)), row => row.Contains("Bí thư, Chi bộ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secretary_names_a_deputy_until_a_day_and_nobody_above()
    {
        var world = await site.Database.NewWorldAsync();
        var own = await world.MemberAsync();
        var secretary = await site.SignedInAsync(await world.UserAsync(own, (Role.Secretary, world.Branch)));
        var member = await world.MemberAsync(name: "Vi Văn Phó");
        var choice = $"/chi-bo/{world.Branch.Code}/phan-cong?dang-vien={member.Code}";

        var form = await secretary.OpenAsync(choice);
        Assert.Equal(
            [$"Phó bí thư, {world.Branch.Name}"], form.QuerySelectorAll("main .pn-choice label").Select(BoardSite.Words));
        using (var endless = await secretary.FillInAsync(choice, "Giao vai trò", ("Form.Post", $"Deputy {world.Branch.Code}")))
        {
            Assert.Equal(HttpStatusCode.BadRequest, endless.StatusCode);
            Assert.Contains(
                "Phó bí thư giữ vai trò đến một ngày", BoardSite.MainWords(await SiteBrowser.ReadAsync(endless)), StringComparison.Ordinal);
        }

        foreach (var (post, answer) in new[]
        {
            ($"Secretary {world.Branch.Code}", HttpStatusCode.Forbidden), ($"Board {world.District.Code}", HttpStatusCode.Forbidden),
            ("Deputy", HttpStatusCode.BadRequest), ("5 x", HttpStatusCode.BadRequest),
            ($"deputy {world.Branch.Code}", HttpStatusCode.BadRequest),
        })
        {
            using var refused = await secretary.FillInAsync(choice, "Giao vai trò", ("Form.Post", post), ("Form.To", "31/12/2026"));
            Assert.Equal(answer, refused.StatusCode);
        }

        using (var given = await secretary.FillInAsync(
            choice, "Giao vai trò", ("Form.Post", $"Deputy {world.Branch.Code}"), ("Form.To", "31/12/2026")))
            Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Contains(
            BoardSite.Rows(await secretary.OpenAsync($"/chi-bo/{world.Branch.Code}/phan-cong")),
            row => row.StartsWith("Vi Văn Phó | Phó bí thư, Chi bộ Khu 14 |", StringComparison.Ordinal)
                && row.Contains("đến hết 31/12/2026", StringComparison.Ordinal));
        Assert.Contains(
            "Đây là đồng chí",
            BoardSite.MainWords(await secretary.OpenAsync($"/chi-bo/{world.Branch.Code}/phan-cong?dang-vien={own.Code}")),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await secretary.GetAsync($"/ban/{world.Branch.Code}/phan-cong")).StatusCode);
    }

    [Fact]
    [Trait("Security", "Z2")]
    public async Task Somebody_out_of_reach_is_as_if_they_were_not_there()
    {
        var world = await site.Database.NewWorldAsync();
        var committee = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        var neighbour = await world.MemberAsync(world.OtherBranch);
        var secretary = await world.UserAsync(neighbour, (Role.Secretary, world.OtherBranch));
        var grant = await world.ReadAsync(world.Everything,
            db => db.Grants.Where(g => g.UserId == secretary.Id).Select(g => g.Id).SingleAsync());

        foreach (var query in new[]
        {
            $"dang-vien={neighbour.Code}", "dang-vien=KHONGCOAI0", $"thoi-giu={grant}", $"thoi-giu={Guid.CreateVersion7()}",
        })
        {
            using var answer = await committee.GetAsync($"/ban/{world.Grassroots.Code}/phan-cong?{query}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
