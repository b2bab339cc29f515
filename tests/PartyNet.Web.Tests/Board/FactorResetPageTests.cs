using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>A secretary has lost the telephone: one of the committee asks, the board approves, and each reads it at a browser.</summary>
[Trait("Security", "A15")]
public sealed class FactorResetPageTests(Site site)
{
    private const string Asking = "Đề nghị đặt lại lớp xác nhận thứ hai của Lê Thị Mất Máy, Bí thư, Chi bộ Khu 14";

    [Fact]
    public async Task One_asks_on_the_page_of_roles_and_one_above_approves_there()
    {
        var board = await BoardSite.EmptyAsync(site);
        var world = board.World;
        var member = await world.MemberAsync(name: "Lê Thị Mất Máy");
        var user = await world.UserAsync(member, (Role.Secretary, world.Branch));
        var secretary = await site.SignedInAsync(user);
        var asker = await site.SignedInAsync(
            await world.UserAsync(await world.MemberAsync(name: "Hà Văn Ủy"), (Role.Committee, world.Grassroots)));
        var (page, above) = (BoardSite.At(world.Grassroots, "/phan-cong"), BoardSite.At(world.District, "/phan-cong"));

        using (var asked = await asker.FillInAsync(page, Asking))
        {
            Assert.Equal($"{page}?vua-xong=Asked#dat-lai", asked.Headers.Location!.OriginalString);
            Assert.Contains(
                "Đã đề nghị đặt lại lớp xác nhận thứ hai",
                BoardSite.MainWords(await asker.OpenAsync($"{page}?vua-xong=Asked")), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Chờ đồng chí quyết định", BoardSite.MainWords(await asker.OpenAsync("/")), StringComparison.Ordinal);
        var home = await board.Board.OpenAsync("/");
        var task = home.QuerySelectorAll("main li").Single(li => li.TextContent.Contains("Đặt lại lớp xác nhận", StringComparison.Ordinal));
        Assert.Equal(
            $"Đặt lại lớp xác nhận thứ hai: {world.District.Name}Có đồng chí mất máy. Quyết định trước 08:00 ngày 30/11/2026 1 đề nghị",
            BoardSite.Words(task));
        Assert.Equal($"{above}#dat-lai", task.QuerySelector("a")!.GetAttribute("href"));
        var waiting = await asker.OpenAsync(page);
        Assert.Contains("Chờ cấp trên đồng ý đến 08:00 ngày 30/11/2026", BoardSite.MainWords(waiting), StringComparison.Ordinal);
        Assert.DoesNotContain("Đồng ý đặt lại cho", waiting.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Có người đề nghị đặt lại lớp xác nhận thứ hai của đồng chí",
            BoardSite.MainWords(await secretary.OpenAsync("/du-lieu-cua-toi/lop-thu-hai")), StringComparison.Ordinal);

        var seen = BoardSite.MainWords(await board.Board.OpenAsync(above));
        Assert.Contains($"Hà Văn Ủy – Cấp ủy, {world.Grassroots.Name}", seen, StringComparison.Ordinal);
        using (var approved = await board.Board.FillInAsync(above, "Đồng ý đặt lại cho Lê Thị Mất Máy, Chi bộ Khu 14"))
            Assert.Equal($"{above}?vua-xong=Agreed#dat-lai", approved.Headers.Location!.OriginalString);
        Assert.DoesNotContain(
            "Chờ đồng chí quyết định", BoardSite.MainWords(await board.Board.OpenAsync("/")), StringComparison.Ordinal);
        Assert.Contains(
            $"Đã đặt lại lúc 08:00 ngày 23/11/2026, Ban, {world.District.Name} đồng ý", BoardSite.MainWords(await asker.OpenAsync(page)),
            StringComparison.Ordinal);

        var ended = await secretary.OpenAsync("/dang-nhap");
        Assert.Contains("Lớp xác nhận thứ hai của đồng chí vừa được đặt lại", BoardSite.MainWords(ended), StringComparison.Ordinal);
        var again = await site.SignedInAsync(
            await world.ReadAsync(AccessScope.SignIn, db => db.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id)));
        var told = BoardSite.MainWords(await again.OpenAsync("/du-lieu-cua-toi/ai-da-xem"));
        Assert.Contains("đã đề nghị đặt lại lớp xác nhận thứ hai của đồng chí", told, StringComparison.Ordinal);
        Assert.Contains("đã đồng ý đặt lại lớp xác nhận thứ hai của đồng chí", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_person_who_has_lost_nothing_refuses_and_whoever_asked_takes_it_back()
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await site.SignedInAsync(
            await world.UserAsync(await world.MemberAsync(name: "Lê Thị Mất Máy"), (Role.Secretary, world.Branch)));
        var asker = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        var page = BoardSite.At(world.Grassroots, "/phan-cong");

        (await asker.FillInAsync(page, Asking)).Dispose();
        (await secretary.FillInAsync("/du-lieu-cua-toi/lop-thu-hai", "Từ chối đề nghị")).Dispose();
        Assert.Contains("Đã rút hoặc bị từ chối", BoardSite.MainWords(await asker.OpenAsync(page)), StringComparison.Ordinal);
        (await asker.FillInAsync(page, Asking)).Dispose();
        (await asker.FillInAsync(page, "Rút đề nghị cho Lê Thị Mất Máy, Chi bộ Khu 14")).Dispose();

        Assert.DoesNotContain("Chờ cấp trên đồng ý", BoardSite.MainWords(await asker.OpenAsync(page)), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Có người đề nghị", BoardSite.MainWords(await secretary.OpenAsync("/du-lieu-cua-toi/lop-thu-hai")), StringComparison.Ordinal);
    }
}
