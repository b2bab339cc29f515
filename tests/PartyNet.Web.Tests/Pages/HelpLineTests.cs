using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Pages;

/// <summary>Whom each kind of visitor is told to ask, as the foot of every page says it.</summary>
public sealed class HelpLineTests(Site site)
{
    [Theory]
    [InlineData(null, true, "Hỏi đồng chí Trần Văn Hỏi, bí thư chi bộ, điện thoại 0905 123 678.")]
    [InlineData(null, false, "Hỏi Đảng bộ xã Suối Mơ, cấp ủy cấp trên.")]
    [InlineData(Role.Secretary, true, "Hỏi Đảng bộ xã Suối Mơ, cấp ủy cấp trên.")]
    [InlineData(Role.Deputy, true, "Hỏi Đảng bộ xã Suối Mơ, cấp ủy cấp trên.")]
    [InlineData(Role.Committee, true, "Hỏi Đảng bộ huyện Thử Nghiệm, cấp ủy cấp trên.")]
    [InlineData(Role.Board, true, "Hỏi quản trị hệ thống của cơ quan đồng chí.")]
    [InlineData(Role.Administrator, true, "Xem hướng dẫn vận hành đi cùng hệ thống.")]
    public async Task Everybody_is_told_somebody_who_can_help(Role? role, bool hasSecretary, string expected)
    {
        var world = await site.Database.NewWorldAsync();
        if (hasSecretary)
        {
            var secretary = await world.MemberAsync(name: "Trần Văn Hỏi", phone: "+84905123678");
            await world.UserAsync(secretary, (Role.Secretary, world.Branch));
        }

        var user = role switch
        {
            null => await world.UserAsync(await world.MemberAsync()),
            Role.Secretary or Role.Deputy => await world.UserAsync(await world.MemberAsync(), (role.Value, world.Branch)),
            Role.Committee => await world.UserAsync(await world.MemberAsync(), (Role.Committee, world.Grassroots)),
            Role.Board => await world.UserAsync(await world.MemberAsync(), (Role.Board, world.Grassroots)),
            _ => await world.UserAsync(null, (Role.Administrator, null)),
        };
        var page = await (await site.SignedInAsync(user)).OpenAsync("/");

        Assert.Equal("Cần giúp đỡ? " + expected, BoardSite.Words(page.QuerySelector("footer")!));
    }

    [Fact]
    public async Task A_committee_at_the_top_asks_the_administrator_and_a_secretary_asks_about_their_own_data_as_a_member()
    {
        var world = await site.Database.NewWorldAsync();
        var top = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.District)));
        await world.UserAsync(await world.MemberAsync(name: "Lò Thị Cùng"), (Role.Secretary, world.Branch));
        var secretary = await site.SignedInAsync(await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.SecondBranch)));

        Assert.Contains(
            "Hỏi quản trị hệ thống", (await top.OpenAsync("/")).QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        var mine = await secretary.OpenAsync("/du-lieu-cua-toi");
        Assert.Contains("Đồng chí báo cho Lò Thị Cùng, bí thư chi bộ", BoardSite.MainWords(mine), StringComparison.Ordinal);
        Assert.Contains("Đảng bộ xã Suối Mơ", mine.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_for_signing_in_tells_each_kind_of_visitor_what_to_do_next()
    {
        var page = await (await site.VisitorAsync()).OpenAsync("/dang-nhap");

        Assert.Equal(
            ["Lần đầu đăng nhập", "Đảng viên", "Bí thư, phó bí thư, cấp ủy", "Ban của cấp ủy"],
            page.QuerySelectorAll("main dl.pn-next dt").Select(BoardSite.Words));
        string Told(string who) => BoardSite.Words(
            page.QuerySelectorAll("main dl.pn-next dt").Single(dt => dt.TextContent == who).NextElementSibling!);
        Assert.Contains("phiếu kích hoạt ở bí thư chi bộ", Told("Lần đầu đăng nhập"), StringComparison.Ordinal);
        Assert.Contains("Chi bộ chưa có bí thư thì cấp ủy cấp trên", Told("Lần đầu đăng nhập"), StringComparison.Ordinal);
        Assert.Contains("cấp ủy cấp trên in phiếu mới", Told("Bí thư, phó bí thư, cấp ủy"), StringComparison.Ordinal);
        Assert.Contains("quản trị hệ thống", Told("Ban của cấp ủy"), StringComparison.Ordinal);
        Assert.DoesNotContain("bí thư chi bộ nơi đồng chí sinh hoạt", page.Source.Text, StringComparison.Ordinal);
    }
}
