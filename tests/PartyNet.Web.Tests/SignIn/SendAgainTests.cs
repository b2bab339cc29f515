using System.Net;
using System.Reflection;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Forms;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>A form that could not be taken is not lost: it is sent again by its writer, and by nobody else, with one press.</summary>
public sealed class SendAgainTests(Site site)
{
    private const string SessionCookie = "partynet";
    private const string FormCookie = "partynet-form";
    private const string Token = "__RequestVerificationToken";
    private const string Typed = "facebook.com/nguyen.van.a";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Security", "S3")]
    [Trait("Security", "B5")]
    public async Task What_was_sent_after_the_session_was_over_is_sent_on_after_signing_in(bool hasCookie)
    {
        var (declarer, browser, form) = await TypingAsync();
        await EndSessionAsync(browser, hasCookie);

        using var refused = await SendAsync(browser, form);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var signIn = await SiteBrowser.ReadAsync(refused);
        Assert.Equal("Đăng nhập lại để gửi tiếp", signIn.QuerySelector("h1")!.TextContent);
        Assert.Contains("Những gì đồng chí đã nhập được giữ lại", MainText(signIn), StringComparison.Ordinal);
        Assert.DoesNotContain(Typed, signIn.Source.Text, StringComparison.Ordinal);
        Assert.Equal(hasCookie, MainText(signIn).Contains("Đồng chí đã đăng xuất", StringComparison.Ordinal));
        Assert.False((await declarer.DraftAsync()).IsStored);

        var offer = await SignInAsync(browser, signIn, declarer.User);
        Assert.Equal("Đồng chí đang gửi dở: thông tin tài khoản", offer.QuerySelector("h1")!.TextContent);
        Assert.Contains(Typed, MainText(offer), StringComparison.Ordinal);
        Assert.False((await declarer.DraftAsync()).IsStored);

        using var taken = await browser.SubmitAsync(SiteBrowser.FormWith(offer, "Gửi"), "/gui-tiep");
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.EndsWith("/ke-khai/danh-sach", taken.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Typed, Assert.Single((await declarer.DraftAsync()).Content.Accounts).Typed);
    }

    [Fact]
    [Trait("Security", "S3")]
    public async Task A_wrong_password_in_between_loses_nothing()
    {
        var (declarer, browser, form) = await TypingAsync();
        await EndSessionAsync(browser, hasCookie: true);
        using var refused = await SendAsync(browser, form);

        using var wrong = await browser.SubmitAsync(
            SiteBrowser.FormWith(await SiteBrowser.ReadAsync(refused), "Đăng nhập"), "", ("Form.Login", "u"), ("Form.Password", "sai"));
        var again = await SiteBrowser.ReadAsync(wrong);

        Assert.Contains("Những gì đồng chí đã nhập được giữ lại", MainText(again), StringComparison.Ordinal);
        Assert.Contains(Typed, MainText(await SignInAsync(browser, again, declarer.User)), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Security", "S6")]
    public async Task Another_user_gets_nothing_of_it()
    {
        var (declarer, browser, form) = await TypingAsync();
        await EndSessionAsync(browser, hasCookie: true);
        using var refused = await SendAsync(browser, form);

        var other = await Declarer.InAsync(declarer.World);
        await declarer.World.GivePasswordAsync(other.User);
        var page = await SiteBrowser.ReadAsync(refused);
        using var signedIn = await PostSignInAsync(browser, page, other.User);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, signedIn.StatusCode);
        using var arrived = await browser.PostAsync("/gui-tiep", (CarriedForms.FieldName, CarriedIn(page)));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (arrived.StatusCode, arrived.Headers.Location!.ToString()));
        Assert.False((await other.DraftAsync()).IsStored);
        Assert.False((await declarer.DraftAsync()).IsStored);
    }

    [Fact]
    [Trait("Security", "I7")]
    public async Task A_stale_token_is_refused_and_the_form_offered_once_more()
    {
        var (declarer, browser, form) = await TypingAsync();
        await ReplaceFormCookieAsync(browser);

        using var refused = await SendAsync(browser, form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.False((await declarer.DraftAsync()).IsStored);
        var offer = await SiteBrowser.ReadAsync(refused);
        Assert.Contains(Typed, MainText(offer), StringComparison.Ordinal);

        using var taken = await browser.SubmitAsync(SiteBrowser.FormWith(offer, "Gửi"), "");
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(Typed, Assert.Single((await declarer.DraftAsync()).Content.Accounts).Typed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("giả")]
    [InlineData("another")]
    [Trait("Security", "I7")]
    public async Task Without_a_token_nothing_is_offered_that_is_not_the_callers_own(string? owner)
    {
        var (declarer, browser, form) = await TypingAsync();
        await ReplaceFormCookieAsync(browser);
        if (owner == "another")
            owner = (await site.ServicesAsync()).GetRequiredService<FormOwner>().Seal((await Declarer.InAsync(declarer.World)).User.Id);

        using var refused = await SendAsync(browser, form, (FormOwner.FieldName, owner));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await SiteBrowser.ReadAsync(refused);
        Assert.Equal("Yêu cầu chưa được thực hiện", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain(Typed, page.Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://example.com")]
    [Trait("Security", "I7")]
    public async Task A_post_from_another_site_is_refused_and_never_offered(string header, string value)
    {
        var (_, browser, form) = await TypingAsync();
        var fields = form.Element.Elements.OfType<IHtmlInputElement>().Where(e => e.Name is not Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Path)
        {
            Content = new FormUrlEncodedContent(fields.Select(e => KeyValuePair.Create(e.Name!, e.Value))),
            Headers = { { header, value } },
        };

        using var refused = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty((await SiteBrowser.ReadAsync(refused)).QuerySelectorAll("main form"));
    }

    [Fact]
    [Trait("Security", "I7")]
    public async Task A_page_for_signing_in_that_was_left_open_too_long_is_shown_anew()
    {
        var browser = await site.VisitorAsync();
        var form = SiteBrowser.FormWith(await browser.OpenAsync("/dang-nhap"), "Đăng nhập");
        await ReplaceFormCookieAsync(browser);

        using var refused = await browser.SubmitAsync(form, "/dang-nhap", ("Form.Login", "hoa"), ("Form.Password", "mật khẩu của Hoa"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await SiteBrowser.ReadAsync(refused);
        Assert.Equal("Đồng chí đăng nhập lại", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("mật khẩu của Hoa", page.Source.Text, StringComparison.Ordinal);
        Assert.Equal("/dang-nhap", SiteBrowser.FormWith(page, "Đăng nhập").GetAttribute("action"));
    }

    [Fact]
    public async Task What_is_too_large_to_be_kept_leads_to_signing_in_as_ever()
    {
        var (_, browser, form) = await TypingAsync();
        await EndSessionAsync(browser, hasCookie: true);

        using var refused = await SendAsync(browser, form, ("Form.Address", new string('a', 300_000)));

        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Fact]
    public async Task Every_form_of_the_site_is_either_kept_and_named_or_kept_from_it()
    {
        // Signing in and out, passwords, codes of slips, what signing in leads to, and the pages that stand in for others.
        string[] never =
        [
            "/SignIn/SignIn", "/SignIn/SetPassword", "/SignIn/SendOn", "/SignIn/Activate", "/SignIn/Choose", "/MyData/Password",
            "/StyleGuide/StyleGuide",
        ];
        var forms = (await site.EndpointsAsync())
            .Select(e => e.Metadata.GetMetadata<PageActionDescriptor>()).OfType<PageActionDescriptor>().DistinctBy(p => p.RelativePath)
            .SelectMany(p => HandlersOf(p).Select(handler => (p.ViewEnginePath, handler))).ToList();

        Assert.True(forms.Count >= 27, $"Only {forms.Count} forms were looked at.");
        Assert.Equal(
            forms.Where(f => !never.Contains(f.ViewEnginePath)).Order(),
            FormWords.Kept.Select(f => (f.Page, f.Handler)).Order());
    }

    [Fact]
    public async Task The_form_cookie_comes_along_with_a_link_and_with_no_post_from_elsewhere()
    {
        using var page = await (await site.VisitorAsync()).GetAsync("/dang-nhap");

        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"), c => c.StartsWith(FormCookie, StringComparison.Ordinal));
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A member who has typed an address and not sent it.</summary>
    private async Task<(Declarer Declarer, SiteBrowser Browser, TypedForm Form)> TypingAsync()
    {
        var world = await site.Database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var browser = await site.SignedInAsync(await world.GivePasswordAsync(declarer.User));
        var path = $"/ke-khai/tai-khoan/{Guid.CreateVersion7()}?mang=facebook";
        return (declarer, browser, new TypedForm(path, SiteBrowser.FormWith(await browser.OpenAsync(path), "Tiếp tục")));
    }

    private static Task<HttpResponseMessage> SendAsync(SiteBrowser browser, TypedForm form, params (string Name, string? Value)[] more) =>
        browser.SubmitAsync(form.Element, form.Path, [("Form.Address", Typed), .. more]);

    /// <summary>As when the browser has lost the cookie and another page has set a new one.</summary>
    private async Task ReplaceFormCookieAsync(SiteBrowser browser)
    {
        var other = await site.VisitorAsync();
        await other.OpenAsync("/dang-nhap");
        browser.SetCookie(FormCookie, other.Cookie(FormCookie)!);
    }

    private async Task EndSessionAsync(SiteBrowser browser, bool hasCookie)
    {
        var copy = await site.VisitorAsync();
        copy.SetCookie(SessionCookie, browser.Cookie(SessionCookie)!);
        using var ended = await copy.FillInAsync("/", "Đăng xuất");
        if (!hasCookie)
            browser.SetCookie(SessionCookie, "");
    }

    private static Task<HttpResponseMessage> PostSignInAsync(SiteBrowser browser, IHtmlDocument page, User user) => browser.SubmitAsync(
        SiteBrowser.FormWith(page, "Đăng nhập"), "", ("Form.Login", user.UserName), ("Form.Password", Passwords.Password));

    /// <summary>Signs in on a page with a form in hand, and goes where that leads as a browser does: with the same fields.</summary>
    private static async Task<IHtmlDocument> SignInAsync(SiteBrowser browser, IHtmlDocument page, User user)
    {
        using var signedIn = await PostSignInAsync(browser, page, user);
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/gui-tiep"), (signedIn.StatusCode, signedIn.Headers.Location!.ToString()));
        using var offer = await browser.PostAsync("/gui-tiep", (CarriedForms.FieldName, CarriedIn(page)));
        Assert.Equal(HttpStatusCode.OK, offer.StatusCode);
        return await SiteBrowser.ReadAsync(offer);
    }

    private static string CarriedIn(IHtmlDocument page) =>
        page.QuerySelector($"[name='{CarriedForms.FieldName}']")!.GetAttribute("value")!;

    private static string MainText(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;

    private static IEnumerable<string?> HandlersOf(PageActionDescriptor page) =>
        typeof(PartyNetApp).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
            .Single(item => item.Identifier == page.RelativePath).Type.GetProperty("Model")!.PropertyType
            .GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Where(method => method.Name.StartsWith("OnPost", StringComparison.Ordinal))
            .Select(method => method.Name["OnPost".Length..].Replace("Async", "", StringComparison.Ordinal))
            .Select(handler => handler.Length == 0 ? null : handler);

    private sealed record TypedForm(string Path, IHtmlFormElement Element);
}
