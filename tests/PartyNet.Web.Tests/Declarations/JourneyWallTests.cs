using System.Net;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Declarations;

public sealed class JourneyWallTests(Site site)
{
    [Fact]
    public async Task A_decision_made_while_the_check_page_is_open_gets_a_page_of_its_own_and_loses_nothing()
    {
        var declarer = await SubmittedAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/kiem-tra");
        await declarer.ReturnAsync((1, DefectField.Address, "Sai số."));

        await walk.PressAsync("Nộp bản kê khai", ("Form.Attested", "true"));

        Assert.Equal((HttpStatusCode.Conflict, "Bản kê khai trước vừa có thay đổi"), (walk.Status, walk.Heading));
        Assert.Contains("bản kê khai số 1 đã được trả lại để đồng chí sửa", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Tiếp tục với nội dung vừa khai");
        Assert.Contains("Sai số.", walk.Text, StringComparison.Ordinal);
        await walk.FollowAsync("Kiểm tra và nộp lại");
        Assert.Contains("@abc.vn", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Nộp bản kê khai", ("Form.Attested", "true"));
        Assert.Contains("chưa sửa và chưa trả lời", Assert.Single(walk.Problems), StringComparison.Ordinal);
        await walk.PressAsync("Nộp bản kê khai");
        Assert.Equal("/ke-khai/da-nop/2", walk.Path);
    }

    [Fact]
    public async Task A_draft_that_was_overtaken_says_so_on_the_way_back_in()
    {
        var declarer = await SubmittedAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        await declarer.ConfirmAsync();

        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/kiem-tra");

        Assert.Equal(("/ke-khai", "Bản kê khai trước vừa có thay đổi"), (walk.Path, walk.Heading));
        Assert.Contains("số 1 đã được xác nhận", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_the_button_twice_gives_one_receipt()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        var browser = await site.SignedInAsync(declarer.User);
        var form = SiteBrowser.FormWith(await browser.OpenAsync("/ke-khai/kiem-tra"), "Nộp bản kê khai");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => browser.SubmitAsync(form, "/ke-khai/kiem-tra", ("Form.Attested", "true")))
        );

        Assert.All(
            answers,
            a => Assert.Equal((HttpStatusCode.Redirect, "/ke-khai/da-nop/1"), (a.StatusCode, a.Headers.Location!.ToString()))
        );
        Assert.Single(await declarer.DeclarationsAsync());
    }

    [Fact]
    public async Task The_check_page_of_what_is_already_submitted_is_its_receipt()
    {
        var walk = await Walk.BeginAsync(site, await SubmittedAsync(), "/ke-khai/kiem-tra");

        Assert.Equal("/ke-khai/da-nop/1", walk.Path);
    }

    [Theory]
    [InlineData("\uFFFD")]
    [InlineData("fb.com/\u0001a")]
    [InlineData("\u202E\u200B")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [Trait("Security", "I1")]
    public async Task Hostile_text_gets_its_form_back_and_stays_text(string typed)
    {
        var declarer = await DeclarerAsync();
        var account = await declarer.BeginAccountAsync("facebook");
        var walk = await Walk.BeginAsync(site, declarer, $"/ke-khai/tai-khoan/{account}?mang=facebook");

        await walk.PressAsync("Tiếp tục", ("Form.Address", typed));

        Assert.Equal(HttpStatusCode.BadRequest, walk.Status);
        Assert.NotEmpty(walk.Problems);
        Assert.Empty(walk.Page.QuerySelectorAll("main script, main img"));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("fb.com/a\0b")]
    public async Task A_null_character_which_no_browser_sends_is_a_bad_request(string typed)
    {
        var declarer = await DeclarerAsync();
        var account = await declarer.BeginAccountAsync("facebook");
        var walk = await Walk.BeginAsync(site, declarer, $"/ke-khai/tai-khoan/{account}?mang=facebook");

        await walk.PressAsync("Tiếp tục", ("Form.Address", typed));

        Assert.Equal((HttpStatusCode.BadRequest, null), (walk.Status, (await declarer.DraftAsync()).Content.Find(account)));
    }

    [Fact]
    public async Task A_long_text_gets_its_form_back_with_the_text_in_it()
    {
        var declarer = await DeclarerAsync();
        var account = await declarer.BeginAccountAsync("facebook");
        var walk = await Walk.BeginAsync(site, declarer, $"/ke-khai/tai-khoan/{account}?mang=facebook");
        var typed = new string('a', 500_000);

        await walk.PressAsync("Tiếp tục", ("Form.Address", typed));

        Assert.Equal((HttpStatusCode.BadRequest, typed), (walk.Status, walk.Value("Form.Address")));
    }

    [Fact]
    public async Task More_than_a_megabyte_is_refused()
    {
        var declarer = await DeclarerAsync();
        var account = await declarer.BeginAccountAsync("facebook");
        var walk = await Walk.BeginAsync(site, declarer, $"/ke-khai/tai-khoan/{account}?mang=facebook");

        await walk.PressAsync("Tiếp tục", ("Form.Address", new string('a', 1_100_000)));

        Assert.InRange((int)walk.Status, 400, 499);
    }

    [Fact]
    [Trait("Security", "I3")]
    public async Task A_display_name_with_markup_is_shown_as_text()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678", displayName: "<script>alert(1)</script>");
        await declarer.SubmitAsync();

        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/da-nop/1");

        Assert.Contains("<script>alert(1)</script>", walk.Text, StringComparison.Ordinal);
        Assert.Empty(walk.Page.QuerySelectorAll("main script"));
    }

    [Fact]
    [Trait("Security", "Z8")]
    public async Task Fields_that_the_form_does_not_have_change_nothing()
    {
        var world = await site.Database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var victim = await Declarer.InAsync(world);
        await declarer.AddAsync("zalo", "0912345678");
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/kiem-tra");

        await walk.PressAsync(
            "Nộp bản kê khai",
            ("Form.Attested", "true"),
            ("Status", "Confirmed"),
            ("Form.Status", "3"),
            ("MemberId", victim.Member.Id.ToString()),
            ("Form.MemberId", victim.Member.Id.ToString()),
            ("UnitPath", world.OtherBranch.Path.Value),
            ("Form.Number", "99"),
            ("Form.Unchanged", "true"),
            ("Draft.Content.Accounts[0].Typed", "0900000000"),
            ("IsOvertaken", "true"),
            ("__Invariant", "Form.Attested")
        );

        var declaration = Assert.Single(await declarer.DeclarationsAsync());
        Assert.Equal(
            (1, DeclarationStatus.Submitted, false, world.Branch.Path),
            (declaration.Number, declaration.Status, declaration.Unchanged, declaration.UnitPath)
        );
        Assert.Empty(await victim.DeclarationsAsync());
    }

    [Fact]
    [Trait("Security", "I7")]
    public async Task Without_an_antiforgery_token_nothing_happens()
    {
        var declarer = await DeclarerAsync();
        var account = await declarer.AddAsync("zalo", "0912345678");
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/kiem-tra");

        foreach (
            var (path, field, value) in new[]
            {
                ("/ke-khai/kiem-tra", "Form.Attested", "true"),
                ("/ke-khai/them", "Form.Platform", "facebook"),
                ($"/ke-khai/tai-khoan/{account}", "Form.Address", "0987654321"),
                ($"/ke-khai/tai-khoan/{account}/bo", "x", "y"),
                ("/ke-khai/bo-ban-nhap", "x", "y"),
                ("/ke-khai", "x", "y"),
                ("/ke-khai/danh-sach", "Form.More", "No"),
            }
        )
        {
            using var response = await walk.PostAsync(path, (field, value), ("RequestKey", Guid.CreateVersion7().ToString()));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Empty(await declarer.DeclarationsAsync());
        Assert.Equal(
            ("0912345678", AccountUse.Personal),
            ((await declarer.DraftAsync()).Content.Accounts[0].Typed, (await declarer.DraftAsync()).Content.Accounts[0].Use)
        );
    }

    [Fact]
    public async Task What_belongs_to_another_member_does_not_exist()
    {
        var world = await site.Database.NewWorldAsync();
        var other = await Declarer.InAsync(world);
        var foreign = await other.AddAsync("zalo", "0912345678");
        await other.SubmitAsync();
        var seeded = (await other.DraftAsync()).Content.Accounts[0].Id;
        var walk = await Walk.BeginAsync(site, await Declarer.InAsync(world));

        foreach (
            var path in new[]
            {
                "/ke-khai/da-nop/1",
                "/ke-khai/da-nop/0",
                "/ke-khai/da-nop/x",
                $"/ke-khai/tai-khoan/{foreign}",
                $"/ke-khai/tai-khoan/{seeded}",
                $"/ke-khai/tai-khoan/{seeded}/bo",
            }
        )
        {
            await walk.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, walk.Status);
        }
    }

    [Theory]
    [InlineData("/ke-khai")]
    [InlineData("/ke-khai/kiem-tra")]
    [InlineData("/du-lieu-cua-toi")]
    [InlineData("/du-lieu-cua-toi/ai-da-xem")]
    public async Task Staff_who_are_no_members_have_no_such_pages(string path)
    {
        var world = await site.Database.NewWorldAsync();
        var browser = await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District)));

        using var response = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("//example.com")]
    [InlineData("/quan-tri")]
    [InlineData("")]
    public async Task The_page_to_come_back_to_is_one_of_the_journey(string back)
    {
        var declarer = await DeclarerAsync();
        var account = await declarer.AddAsync("zalo", "0912345678");
        var walk = await Walk.BeginAsync(site, declarer, $"/ke-khai/tai-khoan/{account}?ve={Uri.EscapeDataString(back)}");

        await walk.PressAsync("Tiếp tục");

        Assert.Equal("/ke-khai/danh-sach", walk.Path);
    }

    [Fact]
    [Trait("Security", "I6")]
    public async Task Pages_of_the_journey_stay_in_no_cache()
    {
        var declarer = await SubmittedAsync();
        var browser = await site.SignedInAsync(declarer.User);
        foreach (
            var path in new[]
            {
                "/",
                "/ke-khai",
                "/ke-khai/danh-sach",
                "/ke-khai/da-nop/1",
                "/du-lieu-cua-toi",
                "/du-lieu-cua-toi/ai-da-xem",
            }
        )
        {
            using var response = await browser.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, true), (response.StatusCode, response.Headers.CacheControl?.NoStore));
        }
    }

    private async Task<Declarer> DeclarerAsync() => await Declarer.InAsync(await site.Database.NewWorldAsync());

    private async Task<Declarer> SubmittedAsync()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        return declarer;
    }
}
