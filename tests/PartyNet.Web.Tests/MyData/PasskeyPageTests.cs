using System.Net;
using AngleSharp.Html.Dom;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.MyData;

/// <summary>The pages for passkeys and the door, with a device played by the test in the place of the browser's script.</summary>
[Trait("Security", "A11")]
public sealed class PasskeyPageTests(Site site)
{
    private const string Page = "/du-lieu-cua-toi/khoa-dang-nhap";
    private const string Localhost = "localhost";

    [Fact]
    public async Task Added_on_the_page_a_passkey_opens_the_door_and_leads_where_one_wanted_to_go()
    {
        var (_, user, browser) = await SignedInAsync();
        using var device = new SoftPasskey();
        var form = FormOf(await browser.OpenAsync(Page), "Thêm khóa");
        using var added = await AddAsync(browser, device, ("Form.Name", "Điện thoại của bà"));
        Assert.Equal((HttpStatusCode.Redirect, $"{Page}?vua-xong=Added"), (added.StatusCode, added.Headers.Location!.OriginalString));
        Assert.True(form.HasAttribute("hidden"), "Without its script the form does nothing.");
        Assert.Contains("Điện thoại của bà", Words(await browser.OpenAsync(Page)), StringComparison.Ordinal);

        var door = await site.VisitorAtAsync(Localhost);
        var at = $"/dang-nhap?tro-ve={Uri.EscapeDataString("/du-lieu-cua-toi")}";
        using var entered = await ShowAsync(door, device, await door.OpenAsync(at));

        Assert.Equal((HttpStatusCode.Redirect, "/du-lieu-cua-toi"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
        Assert.NotNull(door.Cookie("partynet"));
        Assert.Contains("08:00 ngày 23/11/2026", Words(await door.OpenAsync(Page)), StringComparison.Ordinal);
        Assert.Single(await PasskeysOfAsync(user));
    }

    /// <summary>Who gets hold of an answer has no use for it: it is the answer to a question that another browser was asked.</summary>
    [Fact]
    public async Task What_a_device_answers_is_good_in_the_browser_that_was_asked_once_and_for_five_minutes()
    {
        var (_, _, browser) = await SignedInAsync();
        using var device = new SoftPasskey();
        using var added = await AddAsync(browser, device);
        var (door, thief) = (await site.VisitorAtAsync(Localhost), await site.VisitorAtAsync(Localhost));
        var form = FormOf(await door.OpenAsync("/dang-nhap"), "Đăng nhập bằng vân tay hoặc khuôn mặt");
        var answer = device.Show(await AskAsync(door, form), await OriginAsync());
        var theirs = FormOf(await thief.OpenAsync("/dang-nhap"), "Đăng nhập bằng vân tay hoặc khuôn mặt");

        using var stolen = await thief.SubmitAsync(theirs, "", ("Credential", answer));
        Assert.Equal(HttpStatusCode.BadRequest, stolen.StatusCode);
        Assert.Contains("Chưa đăng nhập được", Words(await SiteBrowser.ReadAsync(stolen)), StringComparison.Ordinal);
        await AskAsync(thief, theirs);
        using var stolenAgain = await thief.SubmitAsync(theirs, "", ("Credential", answer));
        Assert.Equal(HttpStatusCode.BadRequest, stolenAgain.StatusCode);

        var asked = door.Cookie("partynet-khoa")!;
        using var entered = await door.SubmitAsync(form, "", ("Credential", answer));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        thief.SetCookie("partynet-khoa", asked);
        using var replayed = await thief.SubmitAsync(theirs, "", ("Credential", answer));
        Assert.Equal(HttpStatusCode.BadRequest, replayed.StatusCode);
    }

    [Fact]
    public async Task At_a_bare_address_nothing_is_offered_and_the_page_says_why()
    {
        var (_, user, _) = await SignedInAsync();
        var browser = await site.SignedInAsync(user);
        var door = await site.VisitorAsync();

        var words = Words(await browser.OpenAsync(Page));

        Assert.Contains("không cho tạo khóa đăng nhập", words, StringComparison.Ordinal);
        Assert.Contains((await site.AddressAsync()).Authority, words, StringComparison.Ordinal);
        Assert.Empty((await door.OpenAsync("/dang-nhap")).QuerySelectorAll("[data-pn-passkey]"));
        Assert.Empty((await browser.OpenAsync(Page)).QuerySelectorAll("[data-pn-passkey]"));
    }

    [Fact]
    public async Task The_list_says_where_a_passkey_works_that_was_made_at_another_name()
    {
        var (_, user, browser) = await SignedInAsync();
        using var device = new SoftPasskey();
        using var added = await AddAsync(browser, device);
        Assert.DoesNotContain("Dùng ở địa chỉ", Words(await browser.OpenAsync(Page)), StringComparison.Ordinal);

        var elsewhere = await SignedInAsync(user, "noi-bo.localhost");

        Assert.Contains($"Dùng ở địa chỉ{Localhost}", Words(await elsewhere.OpenAsync(Page)), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Security", "S5")]
    public async Task Who_signed_in_long_ago_is_asked_again_and_what_was_typed_comes_back_by_a_code_or_a_passkey()
    {
        var (world, user, browser) = await SignedInAsync(Role.Board);
        using var device = new SoftPasskey();
        using var added = await AddAsync(browser, device);
        await AgeSessionsAsync(user);
        var form = FormOf(await browser.OpenAsync(Page), "Thêm khóa");
        using var unasked = await browser.PostAsync($"{Page}/moi", Token(form));
        Assert.Equal(HttpStatusCode.Unauthorized, unasked.StatusCode);

        using var refused = await browser.SubmitAsync(form, Page, ("Form.Name", "Máy ở cơ quan"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var asking = await SiteBrowser.ReadAsync(refused);
        using var wrong = await browser.SubmitAsync(FormOf(asking, "Xác nhận bằng mã"), "", ("Code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var byCode = await browser.SubmitAsync(FormOf(asking, "Xác nhận bằng mã"), "", ("Code", Passwords.Code));
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/gui-tiep"), (byCode.StatusCode, byCode.Headers.Location!.OriginalString));
        await AssertComesBackAsync(browser, asking, "Máy ở cơ quan");

        await AgeSessionsAsync(user);
        using var refusedAgain = await browser.SubmitAsync(
            FormOf(await browser.OpenAsync(Page), "Thêm khóa"), Page, ("Form.Name", "Máy ở nhà"));
        var askingAgain = await SiteBrowser.ReadAsync(refusedAgain);
        using var foreign = new SoftPasskey();
        using var theirs = await AddAsync(await SignedInAsync(await world.UserAsync(), Localhost), foreign);
        using var byForeign = await ShowAsync(browser, foreign, askingAgain, "Xác nhận bằng vân tay hoặc khuôn mặt");
        Assert.Equal(HttpStatusCode.BadRequest, byForeign.StatusCode);
        using var byPasskey = await ShowAsync(browser, device, askingAgain, "Xác nhận bằng vân tay hoặc khuôn mặt");
        Assert.Equal("/gui-tiep", byPasskey.Headers.Location!.OriginalString);
        await AssertComesBackAsync(browser, askingAgain, "Máy ở nhà");
    }

    [Fact]
    [Trait("Security", "A10")]
    public async Task After_the_password_staff_with_a_passkey_alone_are_asked_for_it_and_for_no_code()
    {
        var (world, user, _) = await SignedInAsync(Role.Board);
        await world.GivePasswordAsync(await world.WithoutFactorAsync(user));
        using var device = new SoftPasskey();
        using var added = await AddAsync(await SignedInAsync(user, Localhost), device);
        var door = await site.VisitorAtAsync(Localhost);

        using var half = await door.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", Passwords.Password));

        var page = await SiteBrowser.ReadAsync(half);
        Assert.Null(door.Cookie("partynet"));
        Assert.Empty(page.QuerySelectorAll("[name=Code]"));
        using var entered = await ShowAsync(door, device, page, "Dùng vân tay hoặc khuôn mặt");
        Assert.Equal((HttpStatusCode.Redirect, "/"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_passkey_is_removed_after_a_question_and_staff_keep_the_last()
    {
        var (world, user, _) = await SignedInAsync(Role.Board);
        await world.WithoutFactorAsync(user);
        var browser = await SignedInAsync(user, Localhost);
        using var device = new SoftPasskey();
        using var added = await AddAsync(browser, device, ("Form.Name", "Máy bàn"));
        var remove = $"{Page}/{Assert.Single(await PasskeysOfAsync(user))}/bo";

        using var kept = await browser.FillInAsync(remove, "Bỏ khóa này");
        Assert.Equal(HttpStatusCode.Forbidden, kept.StatusCode);
        var words = Words(await SiteBrowser.ReadAsync(kept));
        Assert.Contains("ít nhất một lớp xác nhận thứ hai", words, StringComparison.Ordinal);
        Assert.Contains("Bỏ khóa “Máy bàn”?", words, StringComparison.Ordinal);
        await world.WithFactorAsync(user);
        using var removed = await browser.FillInAsync(remove, "Bỏ khóa này");
        Assert.Equal($"{Page}?vua-xong=Removed", removed.Headers.Location!.OriginalString);
        Assert.Empty(await PasskeysOfAsync(user));
    }

    private async Task<(World World, User User, SiteBrowser Browser)> SignedInAsync(params Role[] roles)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(
            await world.MemberAsync(), [.. roles.Select(r => (r, (Domain.Units.Unit?)world.District))]);
        return (world, user, await SignedInAsync(user, Localhost));
    }

    private async Task<SiteBrowser> SignedInAsync(User user, string name)
    {
        var browser = await site.VisitorAtAsync(name);
        var (cookie, value) = await site.SessionCookieAsync(user);
        browser.SetCookie(cookie, value);
        return browser;
    }

    private async Task<HttpResponseMessage> AddAsync(
        SiteBrowser browser, SoftPasskey device, params (string Name, string? Value)[] filled)
    {
        var form = FormOf(await browser.OpenAsync(Page), "Thêm khóa");
        var made = device.Make(await AskAsync(browser, form), await OriginAsync());
        return await browser.SubmitAsync(form, Page, [.. filled, ("Form.Credential", made)]);
    }

    private async Task<HttpResponseMessage> ShowAsync(
        SiteBrowser browser, SoftPasskey device, IHtmlDocument page, string button = "Đăng nhập bằng vân tay hoặc khuôn mặt")
    {
        var form = FormOf(page, button);
        var shown = device.Show(await AskAsync(browser, form), await OriginAsync());
        return await browser.SubmitAsync(form, "", ("Credential", shown));
    }

    /// <summary>What the script asks for when the button is pressed.</summary>
    private static async Task<string> AskAsync(SiteBrowser browser, IHtmlFormElement form)
    {
        using var asked = await browser.PostAsync(form.GetAttribute("data-pn-options")!, Token(form));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        return await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AssertComesBackAsync(SiteBrowser browser, IHtmlDocument asking, string typed)
    {
        var carried = ((IHtmlInputElement)asking.QuerySelector("[name=dang-gui]")!).Value;
        using var arrived = await browser.PostAsync("/gui-tiep", ("dang-gui", carried));
        Assert.Contains(typed, Words(await SiteBrowser.ReadAsync(arrived)), StringComparison.Ordinal);
    }

    private async Task<string> OriginAsync() => $"http://{Localhost}:{(await site.AddressAsync()).Port}";

    private static (string, string) Token(IHtmlFormElement form) =>
        ("__RequestVerificationToken", ((IHtmlInputElement)form["__RequestVerificationToken"]!).Value);

    private static IHtmlFormElement FormOf(IHtmlDocument page, string button) => SiteBrowser.FormWith(page, button);

    private static string Words(IHtmlDocument page) =>
        string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<List<Guid>> PasskeysOfAsync(User user)
    {
        await using var database = await site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("select id from access.passkeys where user_id = $1", database);
        command.Parameters.AddWithValue(user.Id);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var ids = new List<Guid>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            ids.Add(rows.GetGuid(0));
        return ids;
    }

    private async Task AgeSessionsAsync(User user)
    {
        await using var database = await site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("update access.sessions set started_at = $1 where user_id = $2", database);
        command.Parameters.AddWithValue(TestDatabase.Morning - TimeSpan.FromMinutes(5));
        command.Parameters.AddWithValue(user.Id);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
