using System.Net;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Declarations;

public sealed class JourneyTests(Site site)
{
    private const string Attest = "Form.Attested";

    [Fact]
    public async Task A_member_with_one_account_is_done_in_three_pages_and_eight_taps()
    {
        var walk = await Walk.BeginAsync(site, await DeclarerAsync());

        await walk.PressAsync("Tiếp tục", ("Form.Platform", "facebook"));
        Assert.Equal("Tài khoản Facebook", walk.Heading);
        Assert.True(walk.Page.QuerySelector("input[value='Personal']")!.HasAttribute("checked"));
        await walk.PressAsync("Tiếp tục", ("Form.Address", "fb.com/Nguyen.Van.A"));
        Assert.Equal("Kiểm tra và nộp bản kê khai", walk.Heading);
        Assert.Contains("https://www.facebook.com/nguyen.van.a", walk.Text, StringComparison.Ordinal);
        var pagesOfQuestions = walk.Pages;
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));

        Assert.Equal("/ke-khai/da-nop/1", walk.Path);
        Assert.Equal("Đã nộp bản kê khai", walk.Heading);
        Assert.Equal(3, pagesOfQuestions);
        Assert.InRange(walk.Taps, 1, 8);
    }

    [Fact]
    public async Task Networks_are_asked_once_and_each_ticked_one_has_its_page()
    {
        var declarer = await DeclarerAsync();
        var walk = await Walk.BeginAsync(site, declarer);
        Assert.Equal(
            ["Zalo", "Facebook", "TikTok", "YouTube", "Tôi không sử dụng mạng xã hội"],
            walk.Page.QuerySelectorAll("fieldset .pn-choice label").Where(l => l.Closest("details") is null).Select(l => l.TextContent));

        await walk.PressAsync("Tiếp tục", ("Form.Platform", "zalo"), ("Form.Platform", "facebook"), ("Form.Platform", "telegram"));
        Assert.Equal("Tài khoản Zalo", walk.Heading);
        Assert.Contains("Trang sau: Facebook, Telegram.", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Tiếp tục", ("Form.Address", "0912 345 678"));
        Assert.Equal("Tài khoản Facebook", walk.Heading);
        await walk.PressAsync("Tiếp tục", ("Form.Address", "fb.com/nguyen.van.a"), ("Form.DisplayName", "Anh Hai"));
        Assert.Equal("Tài khoản Telegram", walk.Heading);
        Assert.DoesNotContain("Trang sau", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Tiếp tục", ("Form.Address", "@nguyen_van_a"), ("Form.Use", "RunByMember"));
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));

        Assert.Equal("/ke-khai/da-nop/1", walk.Path);
        Assert.Equal(3, (await declarer.DeclarationAsync(1)).AccountCount);
    }

    [Fact]
    public async Task Another_network_is_asked_for_by_name_and_address_with_names_that_others_gave()
    {
        var declarer = await DeclarerAsync();
        for (var i = 1; i <= 3; i++)
            await declarer.World.DeclareAsync(
                await declarer.World.MemberAsync(), DeclarationState.Confirmed, ("other", $"Viber: 090500000{i}"));
        var walk = await Walk.BeginAsync(site, declarer);

        await walk.PressAsync("Tiếp tục", ("Form.Platform", "other"));
        Assert.Equal("Tài khoản Mạng xã hội khác", walk.Heading);
        var field = walk.Page.QuerySelector("[name='Form.Network']")!;
        Assert.Equal(
            ["Viber"],
            walk.Page.QuerySelectorAll($"datalist#{field.GetAttribute("list")} option").Select(o => o.GetAttribute("value")));
        await walk.PressAsync("Tiếp tục", ("Form.Address", "an.nguyen"));
        Assert.Equal(["Đồng chí ghi tên mạng xã hội, ví dụ: Viber."], walk.Problems);
        await walk.PressAsync("Tiếp tục", ("Form.Network", "Zing Me"), ("Form.Address", "an.nguyen"));
        Assert.Equal("Đồng chí xem lại", walk.Page.QuerySelector(".pn-notification h2, .pn-notification-title")?.TextContent.Trim());
        Assert.Equal(("Zing Me", "an.nguyen"), (walk.Value("Form.Network"), walk.Value("Form.Address")));
        await walk.PressAsync("Tiếp tục");
        Assert.Equal("Kiểm tra và nộp bản kê khai", walk.Heading);
        Assert.Contains("Zing Me: an.nguyen", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));

        Assert.Equal("/ke-khai/da-nop/1", walk.Path);
    }

    [Fact]
    public async Task A_network_is_kept_beside_words_about_an_account_whose_address_is_not_known()
    {
        var walk = await Walk.BeginAsync(site, await DeclarerAsync());
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "other"));
        await walk.PressAsync("Tiếp tục", ("Form.Network", "Viber"), ("Form.Known", "tên Hoa Nguyễn"));
        Assert.Equal("Kiểm tra và nộp bản kê khai", walk.Heading);

        await walk.FollowAsync("Sửa tài khoản 1, Khác");

        Assert.Equal(("Viber", ""), (walk.Value("Form.Network"), walk.Value("Form.Address")));
        Assert.Equal("tên Hoa Nguyễn", walk.Page.QuerySelector("[name='Form.Known']")!.TextContent.Trim());
    }

    [Fact]
    public async Task Who_goes_back_and_ticks_one_more_network_meets_what_was_typed_and_no_second_of_it()
    {
        var declarer = await DeclarerAsync();
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/them");
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "facebook"));
        await walk.PressAsync("Tiếp tục", ("Form.Address", "fb.com/nguyen.van.a"));

        walk.Back();
        walk.Back();
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "zalo"), ("Form.Platform", "facebook"));
        await walk.PressAsync("Tiếp tục", ("Form.Address", "0912345678"));
        Assert.Equal(("Tài khoản Facebook", "fb.com/nguyen.van.a"), (walk.Heading, walk.Value("Form.Address")));
        await walk.PressAsync("Tiếp tục");

        Assert.Equal("/ke-khai/kiem-tra", walk.Path);
        Assert.Equal(["facebook", "zalo"], (await declarer.DraftAsync()).Content.Accounts.Select(a => a.PlatformCode));
    }

    [Theory]
    [InlineData(new string[0], "đánh dấu các mạng xã hội đang dùng")]
    [InlineData(new[] { "myspace" }, "đánh dấu các mạng xã hội đang dùng")]
    [InlineData(new[] { "zalo", "khong" }, "bỏ đánh dấu một trong hai")]
    public async Task Ticks_that_answer_nothing_are_asked_again(string[] ticked, string problem)
    {
        var walk = await Walk.BeginAsync(site, await DeclarerAsync());

        await walk.PressAsync("Tiếp tục", [.. ticked.Select(t => ("Form.Platform", (string?)t))]);

        Assert.Equal((HttpStatusCode.BadRequest, "Đồng chí đang dùng mạng xã hội nào?"), (walk.Status, walk.Heading));
        Assert.Contains(problem, Assert.Single(walk.Problems), StringComparison.Ordinal);
        Assert.Equal(ticked.Contains("zalo"), walk.Page.QuerySelector("[value=zalo]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Whoever_adds_nothing_to_accounts_is_not_told_of_an_answer_that_is_not_there()
    {
        var walk = await Walk.BeginAsync(site, await DeclarerAsync());
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "zalo"));
        await walk.PressAsync("Tiếp tục", ("Form.Address", "0912345678"));
        await walk.OpenAsync("/ke-khai/them");
        Assert.DoesNotContain("Tôi không sử dụng mạng xã hội", walk.Text, StringComparison.Ordinal);

        await walk.PressAsync("Tiếp tục");

        Assert.Contains("muốn khai thêm", Assert.Single(walk.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("Tôi không sử dụng mạng xã hội", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_under_Zalo_is_asked_about_once_and_stays_if_the_member_says_so()
    {
        var declarer = await DeclarerAsync();
        var walk = await Walk.BeginAsync(site, declarer);
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "zalo"), ("Form.Platform", "tiktok"));

        await walk.PressAsync("Tiếp tục", ("Form.Address", "https://zalo.me/g/abcdef123"));
        Assert.Contains("Đây có phải nhóm không?", walk.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "https://zalo.me/g/abcdef123"), (walk.Status, walk.Value("Form.Address")));
        await walk.PressAsync("Tiếp tục");

        Assert.Equal("Tài khoản TikTok", walk.Heading);
        await walk.OpenAsync("/ke-khai/danh-sach");
        await walk.FollowAsync("Sửa tài khoản 1, Zalo");
        await walk.PressAsync("Tiếp tục", ("Form.Use", "RunByMember"));
        await walk.FollowAsync("Sửa tài khoản 1, Zalo");
        Assert.DoesNotContain("Đây có phải nhóm", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_says_what_was_declared_what_comes_next_and_whom_to_call()
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await world.MemberAsync(name: "Trần Thị Bưởi", phone: "+84987654321");
        await world.UserAsync(secretary, (Role.Secretary, world.Branch));
        var declarer = await Declarer.InAsync(world);
        await declarer.AddAsync("zalo", "0912345678", displayName: "Hoa");
        await declarer.SubmitAsync();

        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/da-nop/1");

        Assert.Contains("Bản kê khai số 1, nộp lúc 08:00 ngày 23/11/2026", walk.Text, StringComparison.Ordinal);
        Assert.Contains("0912 345 678", walk.Text, StringComparison.Ordinal);
        Assert.Contains("Bí thư Chi bộ Khu 14 sẽ xem bản kê khai", walk.Text, StringComparison.Ordinal);
        Assert.Contains("liên hệ Trần Thị Bưởi, bí thư chi bộ, điện thoại", walk.Text, StringComparison.Ordinal);
        Assert.Empty(walk.Page.QuerySelectorAll(".pn-panel a"));
    }

    [Fact]
    public async Task Who_cannot_get_at_the_address_says_what_they_know_and_the_secretary_is_told_to_help()
    {
        var world = await site.Database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var walk = await Walk.BeginAsync(site, declarer);
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "facebook"));

        await walk.PressAsync("Tiếp tục", ("Form.Known", "Hoa Nguyễn, ảnh áo dài"));
        Assert.Equal("/ke-khai/kiem-tra", walk.Path);
        Assert.Contains("Chưa có địa chỉ: Hoa Nguyễn, ảnh áo dài", walk.Text, StringComparison.Ordinal);
        await walk.FollowAsync("Sửa tài khoản 1, Facebook");
        Assert.Equal("", walk.Value("Form.Address"));
        Assert.Equal("Hoa Nguyễn, ảnh áo dài", walk.Page.QuerySelector("#Form_Known")!.TextContent.TrimStart('\n'));
        await walk.PressAsync("Tiếp tục");
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));
        Assert.Equal("/ke-khai/da-nop/1", walk.Path);

        var committee = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        var page = await committee.OpenAsync($"/chi-bo/{world.Branch.Code}/ra-soat/{(await declarer.DeclarationAsync(1)).Id}");
        Assert.Contains("Hoa Nguyễn, ảnh áo dài", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("đồng chí giúp tìm", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_to_sign_has_the_answers_the_number_and_a_place_for_the_signature()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912 345 678", displayName: "<b>Hoa</b>");
        await declarer.SubmitAsync();
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/da-nop/1");

        await walk.FollowAsync("Phiếu kê khai để in và ký");

        Assert.Equal("Phiếu kê khai tài khoản mạng xã hội", walk.Heading);
        string[] whole = ["Bản kê khai số 1", "0912 345 678", "<b>Hoa</b>", "Chi bộ Khu 14", "Tôi xác nhận danh sách này", "ghi rõ họ tên"];
        foreach (var words in whole)
            Assert.Contains(words, walk.Text, StringComparison.Ordinal);
        await walk.OpenAsync("/ke-khai/da-nop/2/phieu");
        Assert.Equal(HttpStatusCode.NotFound, walk.Status);
    }

    [Fact]
    public async Task No_social_network_is_an_answer_that_can_be_submitted()
    {
        var walk = await Walk.BeginAsync(site, await DeclarerAsync());

        await walk.PressAsync("Tiếp tục", ("Form.Platform", "khong"));
        Assert.Equal("/ke-khai/kiem-tra", walk.Path);
        Assert.Contains("không sử dụng tài khoản mạng xã hội nào", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));

        Assert.Equal("/ke-khai/da-nop/1", walk.Path);
        Assert.Contains("Không sử dụng mạng xã hội", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_badly_typed_address_stays_in_its_field_beside_the_reason()
    {
        var walk = await Walk.BeginAsync(site, await DeclarerAsync());
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "zalo"));

        await walk.PressAsync("Tiếp tục", ("Form.Address", "09123"));

        Assert.Equal(HttpStatusCode.BadRequest, walk.Status);
        Assert.Equal("09123", walk.Value("Form.Address"));
        Assert.StartsWith("Lỗi: ", walk.Page.Title, StringComparison.Ordinal);
        Assert.Single(walk.Problems);
        Assert.Equal("Form_Address-error", walk.Page.QuerySelector("#Form_Address")!.GetAttribute("aria-describedby")!.Split(' ').Last());

        await walk.PressAsync("Tiếp tục", ("Form.Address", "0912 345 678"));
        Assert.Equal("/ke-khai/kiem-tra", walk.Path);
    }

    [Fact]
    public async Task An_unfinished_account_is_found_again_after_signing_in_anew()
    {
        var declarer = await DeclarerAsync();
        var walk = await Walk.BeginAsync(site, declarer);
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "facebook"));
        await walk.PressAsync("Tiếp tục", ("Form.Address", "không nhớ rõ"));

        var later = await Walk.BeginAsync(site, declarer);

        Assert.Equal("/ke-khai/danh-sach", later.Path);
        Assert.Equal("Đồng chí đã khai 0 tài khoản", later.Heading);
        Assert.Contains("Chưa khai xong", later.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("không nhớ rõ", later.Text, StringComparison.Ordinal);
        await later.PressAsync("Tiếp tục", ("Form.More", "No"));
        Assert.Contains("chưa khai xong", Assert.Single(later.Problems), StringComparison.Ordinal);
        await later.FollowAsync("Điền tiếp tài khoản 1, Facebook");
        Assert.Equal("không nhớ rõ", later.Value("Form.Address"));
    }

    [Fact]
    public async Task Who_goes_back_and_chooses_another_network_leaves_no_account_behind()
    {
        var declarer = await DeclarerAsync();
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/them");
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "facebook"));
        Assert.Empty(walk.Page.QuerySelectorAll("a[href$='/bo']"));

        walk.Back();
        await walk.PressAsync("Tiếp tục", ("Form.Platform", "tiktok"));
        await walk.PressAsync("Tiếp tục", ("Form.Address", "@an.nguyen"));
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));

        Assert.Equal("/ke-khai/da-nop/1", walk.Path);
        Assert.Equal(1, (await declarer.DeclarationAsync(1)).AccountCount);
    }

    [Fact]
    public async Task An_account_that_was_never_chosen_has_no_page()
    {
        var declarer = await DeclarerAsync();
        var browser = await site.SignedInAsync(declarer.User);

        foreach (var query in new[] { "", "?mang=", "?mang=myspace", "?mang=1" })
        {
            using var response = await browser.GetAsync($"/ke-khai/tai-khoan/{Guid.CreateVersion7()}{query}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_correction_from_the_check_page_comes_back_to_it()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai/kiem-tra");

        await walk.FollowAsync("Sửa tài khoản 1, Zalo");
        await walk.PressAsync("Tiếp tục", ("Form.Address", "0987654321"));

        Assert.Equal("/ke-khai/kiem-tra", walk.Path);
        Assert.Contains("0987 654 321", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_can_be_taken_off_the_list_after_being_asked_once_more()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        var walk = await Walk.BeginAsync(site, declarer);

        await walk.FollowAsync("Bỏ tài khoản 1, Zalo");
        Assert.Equal("Bỏ tài khoản này khỏi danh sách?", walk.Heading);
        await walk.PressAsync("Bỏ tài khoản này");

        Assert.Equal("/ke-khai/them?vua-xong=AccountRemoved", walk.Path);
        Assert.Contains("Đã bỏ tài khoản khỏi danh sách", walk.Text, StringComparison.Ordinal);
        Assert.Empty((await declarer.DraftAsync()).Content.Accounts);
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_is_told_and_an_address_of_somebody_else_tells_nothing()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        var walk = await Walk.BeginAsync(site, declarer);

        await walk.FollowAsync("Bỏ bản nháp này");
        await walk.PressAsync("Bỏ bản nháp");

        Assert.Contains("Đã bỏ bản nháp", walk.Text, StringComparison.Ordinal);
        await walk.OpenAsync("/ke-khai?vua-xong=%3Cb%3E");
        Assert.Empty(walk.Problems);
        Assert.DoesNotContain("Đã bỏ", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notice_of_the_unit_opens_the_journey()
    {
        var declarer = await DeclarerAsync();
        await declarer.World.WriteAsync(
            ProcessType.NoticePublished,
            db =>
                db.UnitNotices.Add(
                    UnitNotice.Publish(
                        Guid.CreateVersion7(),
                        declarer.World.Grassroots.Id,
                        3,
                        "Về việc kê khai <năm nay>",
                        "Mục đích là một.\n\nCăn cứ là hai.",
                        declarer.World.Clock.GetUtcNow()
                    )
                )
        );

        var walk = await Walk.BeginAsync(site, declarer);

        Assert.Equal("Về việc kê khai <năm nay>", walk.Page.QuerySelector("#thong-bao")!.TextContent);
        Assert.Contains("Mục đích là một. Căn cứ là hai. Thông báo số 3 của Đảng bộ xã Suối Mơ", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_has_changed_takes_a_tick_and_a_button()
    {
        var declarer = await ConfirmedAsync();
        var walk = await Walk.BeginAsync(site, declarer);
        Assert.Contains("0912 345 678", walk.Text, StringComparison.Ordinal);

        await walk.PressAsync("Không có gì thay đổi, nộp bản kê khai");
        Assert.Equal((HttpStatusCode.BadRequest, "Kiểm tra và nộp bản kê khai"), (walk.Status, walk.Heading));
        Assert.Equal("Đồng chí đánh dấu vào ô xác nhận trước khi nộp.", Assert.Single(walk.Problems));

        await walk.OpenAsync("/ke-khai");
        await walk.PressAsync("Không có gì thay đổi, nộp bản kê khai", (Attest, "true"));
        Assert.Equal("/ke-khai/da-nop/2", walk.Path);
        Assert.Contains("không có gì thay đổi so với bản trước", walk.Text, StringComparison.Ordinal);
        Assert.True((await declarer.DeclarationAsync(2)).Unchanged);
    }

    [Fact]
    public async Task Something_has_changed_leads_to_the_list_as_it_was_confirmed()
    {
        var walk = await Walk.BeginAsync(site, await ConfirmedAsync());

        await walk.FollowAsync("Có thay đổi, tôi muốn sửa danh sách");

        Assert.Equal(("/ke-khai/danh-sach", "Đồng chí đã khai 1 tài khoản"), (walk.Path, walk.Heading));
    }

    [Fact]
    public async Task A_pending_declaration_can_be_replaced()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        var walk = await Walk.BeginAsync(site, declarer);
        Assert.Equal("Bản kê khai số 1 đang chờ xem xét", walk.Heading);

        await walk.FollowAsync("Sửa và nộp bản thay thế");
        await walk.FollowAsync("Sửa tài khoản 1, Zalo");
        await walk.PressAsync("Tiếp tục", ("Form.Address", "0987654321"));
        await walk.PressAsync("Tiếp tục", ("Form.More", "No"));
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));

        Assert.Equal("/ke-khai/da-nop/2", walk.Path);
        await walk.OpenAsync("/ke-khai/da-nop/1");
        Assert.Contains("Đồng chí đã nộp bản khác thay cho bản này", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_members_number_stands_in_the_field_for_a_first_Zalo_account()
    {
        var walk = await Walk.BeginAsync(site, await Declarer.InAsync(await site.Database.NewWorldAsync(), phone: "+84912345678"));

        await walk.PressAsync("Tiếp tục", ("Form.Platform", "zalo"));

        Assert.Equal("0912 345 678", walk.Value("Form.Address"));
        await walk.PressAsync("Tiếp tục");
        Assert.Contains("0912 345 678", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_thrown_away_only_after_being_asked_once_more()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        var walk = await Walk.BeginAsync(site, declarer);

        await walk.FollowAsync("Bỏ bản nháp này");
        Assert.True((await declarer.DraftAsync()).IsStored);
        await walk.PressAsync("Bỏ bản nháp");

        Assert.Equal("Đồng chí đang dùng mạng xã hội nào?", walk.Heading);
        Assert.False((await declarer.DraftAsync()).IsStored);
    }

    private async Task<Declarer> DeclarerAsync() => await Declarer.InAsync(await site.Database.NewWorldAsync());

    private async Task<Declarer> ConfirmedAsync()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        return declarer;
    }
}
