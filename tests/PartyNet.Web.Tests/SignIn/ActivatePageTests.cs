using System.Net;
using AngleSharp.Html.Dom;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Branch;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

[Trait("Security", "A14")]
public sealed class ActivatePageTests(Site site)
{
    private const string Choose = "/kich-hoat/chon";

    [Fact]
    public async Task With_a_password_a_member_gets_in_and_declares()
    {
        var branch = await SlipSite.CreateAsync(site);
        var member = await branch.MemberAsync("Trần Văn Bình");
        var browser = await site.VisitorAsync();
        await OpenAsync(browser, (await branch.SlipAsync(member)).ToLowerInvariant().Replace('-', ' '));
        var choose = await browser.OpenAsync(Choose);
        Assert.Contains("Đồng chí Trần Văn Bình, Chi bộ Khu 14.", choose.QuerySelector(".pn-lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(member.Code, choose.QuerySelector(".pn-code")!.TextContent);

        using var weak = await browser.SubmitAsync(FormOf(choose, "Lưu mật khẩu và vào"), Choose, ("Form.Password", "ngắn"));
        Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);
        using var entered = await browser.SubmitAsync(FormOf(choose, "Lưu mật khẩu và vào"), Choose, ("Form.Password", Passwords.Password));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
        await AssertDeclaresAsync(browser);
        Assert.Equal("Đã kích hoạt", await branch.StateAsync(member));
        var later = await site.VisitorAsync();
        using var signedIn = await later.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", member.Code), ("Form.Password", Passwords.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task By_the_slip_alone_a_member_gets_in_once_and_declares()
    {
        var branch = await SlipSite.CreateAsync(site);
        var member = await branch.MemberAsync("Trần Văn Bình");
        var code = await branch.SlipAsync(member);
        var browser = await site.VisitorAsync();
        await OpenAsync(browser, code);

        using var entered = await browser.FillInAsync(Choose, "Chỉ dùng phiếu cho lần này");

        Assert.Equal("/", entered.Headers.Location!.OriginalString);
        await AssertDeclaresAsync(browser);
        Assert.Equal("Đã dùng phiếu một lần", await branch.StateAsync(member));
        // The next one on the same phone finds nothing to go on with.
        Assert.Equal("", browser.Cookie("partynet-phieu") ?? "");
        // Back, and once more: the slip is used, and nobody is told by whom.
        using var again = await browser.GetAsync(Choose);
        Assert.Equal("/kich-hoat?lai=1", again.Headers.Location!.OriginalString);
        var begun = await browser.OpenAsync("/kich-hoat?lai=1");
        Assert.Contains("Đồng chí nhập lại", begun.QuerySelector(".pn-inset")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_member_reads_that_a_slip_was_printed_frozen_and_used()
    {
        var branch = await SlipSite.CreateAsync(site);
        var member = await branch.MemberAsync("Trần Văn Bình");
        var frozen = await branch.SlipAsync(member);
        for (var i = 0; i < 5; i++)
            await RefusedSlipTests.RefusalAsync(site, frozen, RefusedSlipTests.WrongDate);
        var browser = await site.VisitorAsync();
        await OpenAsync(browser, await branch.SlipAsync(member));
        (await browser.FillInAsync(Choose, "Chỉ dùng phiếu cho lần này")).Dispose();

        var seen = (await browser.OpenAsync("/du-lieu-cua-toi/ai-da-xem")).QuerySelector("main")!.TextContent;

        string[] told =
        [
            "đã in phiếu kích hoạt cho đồng chí", "Một người chưa đăng nhập", "đã nhập sai năm lần, phiếu kích hoạt của đồng chí bị khóa",
            "đã vào hệ thống bằng phiếu kích hoạt",
        ];
        foreach (var words in told)
            Assert.Contains(words, seen, StringComparison.Ordinal);
    }

    /// <summary>Nothing is said of the code, nor of what it opened, but in the forms themselves.</summary>
    [Fact]
    [Trait("Security", "G3")]
    public async Task The_log_says_that_slips_are_used_and_no_code_and_no_date_of_birth()
    {
        var branch = await SlipSite.CreateAsync(site);
        var code = await branch.SlipAsync(await branch.MemberAsync("Trần Văn Bình"));
        var log = new LogWatch(keepsEverything: true);
        await using (var production = await ProductionSite.StartAsync(site, log))
        {
            var browser = new SiteBrowser(production.Client);
            foreach (var date in new[] { "04/02/1960", SlipSite.BirthDate })
            {
                (await browser.FillInAsync(
                    "/kich-hoat", "Tiếp tục", ("Form.Code", code), ("Form.BirthDate", date))).Dispose();
            }

            using var entered = await browser.FillInAsync(Choose, "Chỉ dùng phiếu cho lần này");
            Assert.Equal("/", entered.Headers.Location!.OriginalString);
        }

        Assert.Contains(log.Everything, line => line.Contains("kich-hoat/chon", StringComparison.Ordinal));
        string[] secrets = [code, code.Replace("-", "", StringComparison.Ordinal), .. code.Split('-'), "02/1960"];
        foreach (var line in log.Everything)
            Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_typing_error_is_told_with_its_group_and_what_was_typed_stays()
    {
        var browser = await site.StrangerAsync();

        using var response = await browser.FillInAsync(
            "/kich-hoat", "Tiếp tục", ("Form.Code", "00013-1000H-ZZZZE-00004"), ("Form.BirthDate", "3/2/1960"));

        var page = await SiteBrowser.ReadAsync(response);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("Sai ở nhóm 2", page.QuerySelector(".pn-error-summary a")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("00013-1000H-ZZZZE-00004", page.QuerySelector("#Form_Code")!.GetAttribute("value"));
        Assert.Equal("3/2/1960", page.QuerySelector("#Form_BirthDate")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Neither_the_code_nor_what_it_opened_stands_in_an_address_and_the_pass_is_no_script_s()
    {
        var branch = await SlipSite.CreateAsync(site);
        var code = await branch.SlipAsync(await branch.MemberAsync("Trần Văn Bình"));
        var browser = await site.VisitorAsync();

        using var opened = await browser.FillInAsync("/kich-hoat", "Tiếp tục", ("Form.Code", code), ("Form.BirthDate", SlipSite.BirthDate));

        Assert.Equal(Choose, opened.Headers.Location!.OriginalString);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"), c => c.StartsWith("partynet-phieu=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAA")]
    [InlineData("%%%")]
    public async Task A_pass_that_this_site_did_not_give_is_none(string pass)
    {
        var browser = await site.VisitorAsync();
        browser.SetCookie("partynet-phieu", pass);

        using var response = await browser.GetAsync(Choose);

        Assert.Equal("/kich-hoat?lai=1", response.Headers.Location!.OriginalString);
    }

    internal static async Task OpenAsync(SiteBrowser browser, string code, string birthDate = SlipSite.BirthDate)
    {
        using var opened = await browser.FillInAsync("/kich-hoat", "Tiếp tục", ("Form.Code", code), ("Form.BirthDate", birthDate));
        Assert.Equal(Choose, opened.Headers.Location?.OriginalString);
    }

    /// <summary>The whole journey of somebody without any account, to the receipt.</summary>
    internal static async Task AssertDeclaresAsync(SiteBrowser browser)
    {
        (await browser.FillInAsync("/ke-khai", "Tiếp tục", ("Form.Platform", PartyNet.Web.Pages.Declarations.AddModel.None))).Dispose();
        using var submitted = await browser.FillInAsync("/ke-khai/kiem-tra", "Nộp bản kê khai", ("Form.Attested", "true"));
        Assert.Equal("/ke-khai/da-nop/1", submitted.Headers.Location!.OriginalString);
    }

    private static IHtmlFormElement FormOf(IHtmlDocument page, string button) => SiteBrowser.FormWith(page, button);
}
