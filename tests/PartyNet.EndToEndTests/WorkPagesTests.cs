using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>The pages of daily work, as each role has them, on the narrowest telephone, a usual one and a laptop.</summary>
public sealed class WorkPagesTests(BrowserFixture browser, Site site)
{
    public static TheoryData<string> Widths => [.. Viewports.Select(viewport => viewport.Name)];

    private static readonly Viewport[] Viewports = [Viewport.Narrow, Viewport.Phone, Viewport.Laptop];

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task What_a_secretary_opens_fits_and_is_accessible(string width)
    {
        var world = await site.Database.NewWorldAsync();
        var member = await Declarer.AsAsync(world, await world.MemberAsync(
            name: "Nguyễn Đặng Thị Thanh Khuê", shape: m => m.Hold("Chi hội trưởng Chi hội Người cao tuổi")));
        await member.AddAsync("facebook", "https://www.facebook.com/nguyen.dang.thi.thanh.khue.1958");
        await member.SubmitAsync();
        var asked = await member.RunAsync<AskFactCorrection, ErrorOr.ErrorOr<ErrorOr.Success>>(use => use.HandleAsync(
            new("cong-tac", "Đương chức", "Theo quyết định", Guid.CreateVersion7()), TestContext.Current.CancellationToken));
        Assert.False(asked.IsError);
        var secretary = await world.UserAsync(await world.MemberAsync(name: "Nguyễn Văn Thư"), (Role.Secretary, world.Branch));
        var branch = $"/chi-bo/{world.Branch.Code}";

        await LookAsync(
            width, secretary, "/", branch, $"{branch}/dang-vien", $"{branch}/dang-vien/{member.Member.Code}", $"{branch}/ra-soat",
            $"{branch}/ra-soat/mau-yeu-cau", $"{branch}/ra-soat/khong-thay-doi", $"{branch}/phieu-kich-hoat", $"{branch}/phan-cong");
        await LookAsync(
            width, member.User, "/", "/du-lieu-cua-toi", "/du-lieu-cua-toi/de-nghi-sua", "/du-lieu-cua-toi/ai-da-xem", "/ke-khai");
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task What_a_board_and_an_administrator_open_fits_and_is_accessible(string width)
    {
        var world = await site.Database.NewWorldAsync();
        await world.MemberAsync(name: "Nguyễn Đặng Thị Thanh Khuê");
        var secretary = await world.UserAsync(await world.MemberAsync(name: "Nguyễn Văn Thư"), (Role.Secretary, world.Branch));
        var board = $"/ban/{world.District.Code}";

        await LookAsync(
            width, await world.UserAsync(null, (Role.Board, world.District)), "/", board, $"{board}/thong-ke", $"{board}/danh-sach",
            $"{board}/danh-sach/xuat?dinh-dang=docx", $"{board}/danh-sach/cot", $"{board}/to-chuc", $"{board}/phan-cong");
        await LookAsync(
            width, await world.UserAsync(null, (Role.Administrator, null)), "/", "/quan-tri", $"/quan-tri/nguoi-dung/{secretary.Id}");
    }

    private async Task LookAsync(string width, User user, params IEnumerable<string> pages)
    {
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewports.Single(v => v.Name == width));
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        foreach (var (i, page) in pages.Index())
        {
            Assert.Equal(200, (await visitor.GoAsync(page)).Status);
            await visitor.LookAsync($"viec-{user.Id:n}-{width}-{i}");
        }

        visitor.AssertQuiet();
    }
}
