using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>Roles by list, from the cells to the undoing, by the keyboard on a phone without a script.</summary>
[Trait("Security", "Z6")]
public sealed class RoleListTests(BrowserFixture browser, Site site)
{
    [Fact]
    public async Task Who_stands_in_the_list_has_the_role_once_it_is_loaded_and_no_more_once_it_is_undone()
    {
        var world = await site.Database.NewWorldAsync();
        var named = await world.MemberAsync(world.Branch, "Lương Thị Phân", shape: m => m.Born(null, 1962));
        var board = await world.GivePasswordAsync(
            await world.UserAsync(await world.MemberAsync(world.SecondBranch, "Cao Thị Ban"), (Role.Board, world.District)));
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await visitor.SignInAsync(await site.SessionCookieAsync(board));

        await visitor.GoAsync($"/ban/{world.District.Code}/nhap");
        await visitor.PressAtAsync("[name='Form.Kind']", "Space");
        await visitor.Page.Locator("[name='Form.Kind'][value=vai-tro]").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Space");
        await visitor.PressAtAsync("main summary", "Enter");
        await visitor.TabToAsync("textarea");
        await visitor.Page.Keyboard.InsertTextAsync(
            "Chi bộ\tHọ và tên\tNăm sinh\tChức vụ\nCB Khu 14\tLương Thị Phân\t1962\tBí thư chi bộ\nKhu 99\tLương Thị Phân\t1962\tPBT\n");
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Hệ thống hiểu tệp như sau");
        await visitor.LookAsync("nhap-vai-tro-cach-doc-dien-thoai");
        await visitor.PressAtAsync("main button", "Enter");
        await Assertions.Expect(visitor.Page.GetByText("2 dòng = 1 mới + 1 lỗi")).ToBeVisibleAsync();
        await visitor.LookAsync("nhap-vai-tro-xem-truoc-dien-thoai");
        await visitor.PressAtAsync("main a[href$='/thuc-hien']", "Enter");
        await visitor.AwaitHeadingAsync("Nhập danh sách vào hệ thống?");
        await visitor.PressAtAsync("[name='Form.GoodRowsOnly']", "Space");
        await AgeSessionsAsync(board);
        await visitor.PressAtAsync("main button", "Enter");
        await SignInAgainAsync(visitor);

        await visitor.AwaitHeadingAsync("Đã nhập danh sách");
        await visitor.LookAsync("nhap-vai-tro-ket-qua-dien-thoai");
        await AssertSecretaryAsync(world, named, isOne: true);
        await visitor.PressAtAsync("main a[href$='hoan-tac=1']", "Enter");
        await visitor.AwaitHeadingAsync("Hoàn tác lần nhập này?");
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Đã hoàn tác lần nhập");
        await visitor.LookAsync("nhap-vai-tro-da-hoan-tac-dien-thoai");
        await AssertSecretaryAsync(world, named, isOne: false);
        visitor.AssertQuiet();
    }

    /// <summary>What was about to be sent comes back and is sent.</summary>
    private static async Task SignInAgainAsync(Visitor visitor)
    {
        await visitor.AwaitHeadingAsync("Xác nhận lại là đồng chí");
        await visitor.LookAsync("nhap-xac-nhan-lai-dien-thoai");
        await visitor.TabToAsync("[name=Code]");
        await visitor.Page.Keyboard.InsertTextAsync(Passwords.Code);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.AwaitHeadingAsync("Đồng chí đang gửi dở: nhập danh sách vào hệ thống");
        await visitor.PressAtAsync("main button", "Enter");
    }

    /// <summary>The branch opens to its secretary alone.</summary>
    private async Task AssertSecretaryAsync(World world, Member named, bool isOne)
    {
        var user = await world.ReadAsync(world.Everything, db => db.Users.SingleAsync(u => u.MemberId == named.Id));
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await visitor.SignInAsync(await site.SessionCookieAsync(isOne ? await world.WithFactorAsync(user) : user));
        Assert.Equal(isOne ? 200 : 404, (await visitor.GoAsync($"/chi-bo/{world.Branch.Code}")).Status);
    }

    /// <summary>The sessions of the user began a while ago.</summary>
    private async Task AgeSessionsAsync(User user)
    {
        await using var database = await site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("update access.sessions set started_at = $1 where user_id = $2", database);
        command.Parameters.AddWithValue(TestDatabase.Morning - TimeSpan.FromMinutes(5));
        command.Parameters.AddWithValue(user.Id);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
