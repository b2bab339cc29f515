using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>What a list has beside a member, and a network that is none of the platforms, on a small phone without JavaScript.</summary>
public sealed class ProposedAccountTests(BrowserFixture browser, Site site)
{
    [Fact]
    public async Task A_member_says_which_accounts_are_theirs_and_submits_them()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        await declarer.World.ProposeAsync(
            declarer.Member, ("zalo", "0912 345 678"), ("facebook", "https://www.facebook.com/profile.php?id=100000000000001"));
        await using var visitor = await VisitorAsync(declarer);
        await visitor.GoAsync("/ke-khai");
        await visitor.LookAsync("dang-vien-tai-khoan-co-ghi");

        await visitor.Page.GetByLabel("Đúng, của tôi").First.CheckAsync();
        await visitor.Page.GetByLabel("Không phải của tôi").Last.CheckAsync();
        await PressAsync(visitor, "Tiếp tục");
        await visitor.LookAsync("dang-vien-tai-khoan-da-nhan");
        await visitor.Page.GetByLabel("Không còn", new() { Exact = true }).CheckAsync();
        await PressAsync(visitor, "Tiếp tục");
        await visitor.Page.Locator("input[type=checkbox][name='Form.Attested']").CheckAsync();
        await PressAsync(visitor, "Nộp bản kê khai");

        await visitor.Page.ArriveAsync("/ke-khai/da-nop/1");
        Assert.Equal(1, (await declarer.DeclarationAsync(1)).AccountCount);
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Another_network_is_named_in_a_field_of_its_own()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        for (var i = 1; i <= 3; i++)
            await declarer.World.DeclareAsync(
                await declarer.World.MemberAsync(), DeclarationState.Confirmed, ("other", $"Viber: 090500000{i}"));
        await using var visitor = await VisitorAsync(declarer);
        await visitor.GoAsync($"/ke-khai/tai-khoan/{Guid.CreateVersion7()}?mang=other&ve=kiem-tra");
        await visitor.LookAsync("dang-vien-mang-khac");

        await visitor.Page.GetByLabel("Tên mạng xã hội").FillAsync("Viber");
        await visitor.Page.Locator("[name='Form.Address']").FillAsync("0912 345 678");
        await PressAsync(visitor, "Tiếp tục");

        await Assertions.Expect(visitor.Page.GetByText("Viber: 0912345678")).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task An_administrator_finds_the_kinds_of_units_on_a_phone_too()
    {
        var world = await site.Database.NewWorldAsync();
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await visitor.SignInAsync(await site.SessionCookieAsync(await world.UserAsync(null, (Role.Administrator, null))));

        await visitor.GoAsync("/quan-tri/loai-to-chuc");
        await visitor.LookAsync("quan-tri-loai-to-chuc");
        await visitor.GoAsync("/quan-tri/loai-to-chuc/chi-bo");
        await visitor.LookAsync("quan-tri-loai-chi-bo");
    }

    private async Task<Visitor> VisitorAsync(Declarer declarer)
    {
        var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await visitor.SignInAsync(await site.SessionCookieAsync(declarer.User));
        return visitor;
    }

    private static Task PressAsync(Visitor visitor, string button) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
