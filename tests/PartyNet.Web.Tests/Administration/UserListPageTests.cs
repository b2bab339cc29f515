using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Administration;

public sealed class UserListPageTests(Site site)
{
    [Fact]
    public async Task A_row_says_login_roles_and_state_and_nothing_about_the_person()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var member = await world.MemberAsync(name: "Trần Thị Bình", phone: "+84912345678");
        var secretary = await world.UserAsync(member, (Role.Secretary, world.Branch));

        var page = await administration.Administrator.OpenAsync(AdministrationSite.Search(secretary.UserName!));

        Assert.Equal(
            [$"{secretary.UserName} | Bí thư, Chi bộ Khu 14 ({world.Branch.Code}); Đảng viên | Chưa đặt mật khẩu"],
            await administration.RowsAsync(secretary.UserName!));
        Assert.Contains("1 trong 1 người dùng khớp", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.Equal(AdministrationSite.PageOf(secretary), page.QuerySelector("main tbody th a")!.GetAttribute("href"));
        foreach (var personal in (string[])["Trần", "Bình", "912345678", "912 345", member.Code])
            Assert.DoesNotContain(personal, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_are_found_by_login_and_by_the_code_of_their_unit_in_any_case()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var secretary = await world.UserAsync(null, (Role.Secretary, world.Branch));
        var committee = await world.UserAsync(null, (Role.Committee, world.Grassroots));

        Assert.Equal([secretary.UserName], await FoundAsync(secretary.UserName![3..]));
        Assert.Equal([secretary.UserName], await FoundAsync(secretary.UserName!.ToUpperInvariant()));
        Assert.Equal([secretary.UserName], await FoundAsync(world.Branch.Code));
        Assert.Equal([committee.UserName], await FoundAsync($" {world.Grassroots.Code.ToUpperInvariant()} "));
        Assert.Empty(await FoundAsync("khong-co-ai-ten-nay"));
        // Signs that mean something in a search of SQL mean nothing here.
        Assert.Empty(await FoundAsync($"{secretary.UserName![..5]}%{secretary.UserName[^5..]}"));

        async Task<IEnumerable<string?>> FoundAsync(string words) =>
            (await administration.RowsAsync(words)).Select(row => row.Split(" | ")[0]);
    }

    [Fact]
    public async Task Closed_and_open_users_are_told_apart_and_a_role_that_ended_is_gone()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var closed = await world.UserAsync(null, (Role.Committee, world.Grassroots));
        var former = await world.UserAsync(null, (Role.Secretary, world.SecondBranch));
        await administration.ConfirmAsync(closed, "Đóng tài khoản đăng nhập");
        await administration.ConfirmAsync(former, $"Cho thôi giữ vai trò Bí thư, Chi bộ Khu 15 ({world.SecondBranch.Code})");

        Assert.EndsWith("| Đã đóng", Assert.Single(await administration.RowsAsync(closed.UserName!)), StringComparison.Ordinal);
        Assert.Equal([$"{former.UserName} | Chưa có vai trò | Chưa đặt mật khẩu"], await administration.RowsAsync(former.UserName!));
    }

    [Fact]
    public async Task All_pages_together_list_every_user_that_the_search_leaves_once_and_in_order()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var logins = new List<string>();
        for (var i = 0; i < 53; i++)
            logins.Add((await world.UserAsync(null, (Role.Secretary, world.Branch))).UserName!);

        var listed = new List<string>();
        var pages = 0;
        for (var address = AdministrationSite.Search(world.Branch.Code); address is not null; pages++)
        {
            var page = await administration.Administrator.OpenAsync(address);
            listed.AddRange(page.QuerySelectorAll("main tbody th").Select(th => th.TextContent.Trim()));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(3, pages);
        Assert.Equal(logins.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task A_search_that_finds_more_users_than_it_looks_at_says_so_and_what_to_do()
    {
        const string advice = "Có hơn 2.000 người dùng hoặc tổ chức khớp với chữ đã gõ; danh sách này chỉ tìm trong 2.000 kết quả đầu. "
            + "Để tìm đủ, đề nghị đồng chí gõ thêm.";
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var mark = $"{Guid.CreateVersion7():n}"[^8..];
        await world.WriteAsync(ProcessType.UserCreated, db => db.Users.AddRange(Enumerable.Range(0, 2_001).Select(i =>
            CreateUser.New($"{mark}.{i:0000}", $"{mark}.{i:0000}".ToUpperInvariant(), null, world.Clock.GetUtcNow()))));

        Assert.Contains(advice, await TextAsync(mark), StringComparison.Ordinal);
        Assert.DoesNotContain(advice, await TextAsync($"{mark}.1"), StringComparison.Ordinal);

        async Task<string> TextAsync(string words) =>
            BoardSite.Words((await administration.Administrator.OpenAsync(AdministrationSite.Search(words))).QuerySelector("main")!);
    }

    [Theory]
    [InlineData("q=%00")]
    [InlineData("sau=%F0%9F%98%80&q=%25%27--")]
    [InlineData("q=a&q=b&sau=&sau=x")]
    public async Task Any_address_of_the_list_gives_a_page(string query)
    {
        var administration = await AdministrationSite.CreateAsync(site);

        await administration.Administrator.OpenAsync($"/quan-tri?{query}");
    }
}
