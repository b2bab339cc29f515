using System.Net;
using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;
using PartyNet.Web.Tests.SignIn;

namespace PartyNet.Web.Tests.Branch;

/// <summary>What every district has: from the slip to the confirmed declaration it works there too.</summary>
public sealed class BranchEdgeTests(Site site)
{
    [Fact]
    public async Task In_a_branch_without_a_secretary_the_level_above_prints_and_reviews_and_is_the_help()
    {
        var world = await site.Database.NewWorldAsync();
        var member = await world.MemberAsync(name: "Hà Thị Một", shape: Born);
        var committee = new SlipSite(site, world, await CommitteeAsync(world));

        var sheet = await committee.PrintAsync(member);
        var browser = await site.VisitorAsync();
        await EnterAndDeclareAsync(browser, Assert.Single(SlipSite.Codes(sheet)), SlipSite.BirthDate);

        Assert.Contains($"hỏi {world.Grassroots.Name}", sheet.QuerySelector(".pn-slip")!.TextContent, StringComparison.Ordinal);
        await ConfirmAsync(committee.Secretary, world.Branch, "Hà Thị Một");
    }

    /// <summary>Nobody decides on their own, and nobody prints their own slip.</summary>
    [Fact]
    public async Task In_a_branch_of_one_the_secretary_is_printed_for_and_reviewed_above()
    {
        var branch = await SlipSite.CreateAsync(site);
        var world = branch.World;
        var committee = branch with { Secretary = await CommitteeAsync(world) };
        var list = await branch.Secretary.OpenAsync(branch.Path);
        Assert.Empty(list.QuerySelectorAll("tbody input"));

        var secretary = await branch.SecretaryMemberAsync();
        await world.WithoutFactorAsync(
            await world.ReadAsync(world.Everything, db => db.Users.AsNoTracking().SingleAsync(u => u.MemberId == secretary.Id)));
        var code = Assert.Single(SlipSite.Codes(await committee.PrintAsync(secretary)));
        var browser = await site.VisitorAsync();
        await EnterAndDeclareAsync(browser, code, SlipSite.BirthDate);

        await ConfirmAsync(committee.Secretary, world.Grassroots, "Lê Thị Thư");
    }

    [Fact]
    public async Task Where_only_the_secretary_has_a_phone_members_use_it_one_after_the_other_and_see_nothing_of_each_other()
    {
        var branch = await SlipSite.CreateAsync(site);
        var phone = branch.Secretary;
        string[] names = ["Trần Văn Bình", "Phạm Văn Khoẻ"];
        var members = new List<Member>();
        foreach (var name in names)
            members.Add(await branch.MemberAsync(name));
        var codes = SlipSite.Codes(await branch.PrintAsync([.. members])).Zip(members.OrderBy(m => m.RosterKey, StringComparer.Ordinal));

        // The secretary forgets to sign out: the slip is used over that session, which is then over.
        foreach (var (code, member) in codes)
        {
            await EnterAndDeclareAsync(phone, code, SlipSite.BirthDate);
            var own = (await phone.OpenAsync("/du-lieu-cua-toi")).Body!.TextContent;
            Assert.Contains(member.FullName, own, StringComparison.Ordinal);
            Assert.DoesNotContain(names.Single(name => name != member.FullName), own, StringComparison.Ordinal);
            using var list = await phone.GetAsync(branch.Path);
            Assert.Equal(HttpStatusCode.NotFound, list.StatusCode);
            using var signedOut = await phone.FillInAsync("/", "Đăng xuất");
            using var back = await phone.GetAsync("/kich-hoat/chon");
            Assert.Equal("/kich-hoat?lai=1", back.Headers.Location!.OriginalString);
        }
    }

    [Fact]
    public async Task Two_of_one_name_and_year_are_told_apart_on_the_list_and_on_the_slip_and_neither_gets_in_by_the_others()
    {
        var branch = await SlipSite.CreateAsync(site);
        var (first, second) = (await BornAsync(3), await BornAsync(4));

        var rows = (await branch.Secretary.OpenAsync(branch.Path)).QuerySelectorAll("tbody th").Select(th => th.TextContent).ToList();
        Assert.Contains(rows, row => row.Contains($"sinh ngày 03/02/1960, mã {first.Code}", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains($"sinh ngày 04/02/1960, mã {second.Code}", StringComparison.Ordinal));
        var slips = (await branch.PrintAsync(first, second)).QuerySelectorAll(".pn-slip").ToList();
        var ofFirst = slips.Single(slip => slip.TextContent.Contains(first.Code, StringComparison.Ordinal));
        var ofSecond = slips.Single(slip => slip.TextContent.Contains(second.Code, StringComparison.Ordinal));
        Assert.Equal(2, slips.Count);
        // The date is what the slip asks for: it stands on none.
        Assert.DoesNotContain(slips, slip => slip.TextContent.Contains("/1960", StringComparison.Ordinal));

        var stranger = await site.StrangerAsync();
        using var mistaken = await stranger.FillInAsync(
            "/kich-hoat", "Tiếp tục", ("Form.Code", CodeOf(ofFirst)), ("Form.BirthDate", "04/02/1960"));
        Assert.Equal(HttpStatusCode.BadRequest, mistaken.StatusCode);
        foreach (var (slip, date) in new[] { (ofFirst, "03/02/1960"), (ofSecond, "04/02/1960") })
            await EnterAndDeclareAsync(await site.VisitorAsync(), CodeOf(slip), date);

        Task<Member> BornAsync(int day) =>
            branch.World.MemberAsync(name: "Nguyễn Văn An", shape: m => m.Born(new DateOnly(1960, 2, day)));
    }

    [Fact]
    public async Task A_member_without_any_number_and_twins_on_one_phone_get_in_declare_and_come_back_by_their_codes()
    {
        var branch = await SlipSite.CreateAsync(site);
        var members = new[]
        {
            await branch.MemberAsync("Phạm Thị Không Số"),
            await branch.World.MemberAsync(name: "Vũ Văn Song", phone: "+84905000321", shape: Born),
            await branch.World.MemberAsync(name: "Vũ Văn Sinh", phone: "+84905000321", shape: Born),
        };

        foreach (var member in members)
        {
            var browser = await site.VisitorAsync();
            await EnterAndDeclareAsync(browser, await branch.SlipAsync(member), SlipSite.BirthDate, Access.Passwords.Password);
            var later = await site.StrangerAsync();
            using var byCode = await later.FillInAsync(
                "/dang-nhap", "Đăng nhập", ("Form.Login", member.Code), ("Form.Password", Access.Passwords.Password));
            Assert.Equal(HttpStatusCode.Redirect, byCode.StatusCode);
            Assert.Contains(member.FullName, (await later.OpenAsync("/")).Body!.TextContent, StringComparison.Ordinal);
        }

        using var shared = await (await site.StrangerAsync()).FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", "0905 000 321"), ("Form.Password", Access.Passwords.Password));
        Assert.Equal(HttpStatusCode.BadRequest, shared.StatusCode);
    }

    private async Task<SiteBrowser> CommitteeAsync(World world) =>
        await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));

    private static void Born(Member member) => member.Born(new DateOnly(1960, 2, 3));

    private static string CodeOf(AngleSharp.Dom.IElement slip) => Assert.Single(SlipSite.Codes(slip));

    private static async Task EnterAndDeclareAsync(SiteBrowser browser, string code, string birthDate, string? password = null)
    {
        await ActivatePageTests.OpenAsync(browser, code, birthDate);
        using var entered = password is null
            ? await browser.FillInAsync("/kich-hoat/chon", "Chỉ dùng phiếu cho lần này")
            : await browser.FillInAsync("/kich-hoat/chon", "Lưu mật khẩu và vào", ("Form.Password", password));
        Assert.Equal("/", entered.Headers.Location?.OriginalString);
        await ActivatePageTests.AssertDeclaresAsync(browser);
    }

    /// <summary>The declaration waits in the queue of the unit, and is confirmed there.</summary>
    private static async Task ConfirmAsync(SiteBrowser reviewer, Unit unit, string name)
    {
        var queue = await reviewer.OpenAsync($"/chi-bo/{unit.Code}/ra-soat");
        var link = queue.QuerySelectorAll("main a").Single(a => a.TextContent.Contains(name, StringComparison.Ordinal));
        var path = link.GetAttribute("href")!;
        var page = await reviewer.OpenAsync(path);
        using var confirmed = await reviewer.SubmitAsync(Review.ReviewSite.FormOf(page), $"{path}?handler=Confirm");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        var list = await reviewer.OpenAsync($"/chi-bo/{unit.Code}/dang-vien?tinh-trang=da-xac-nhan");
        Assert.Contains(name, list.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }
}
