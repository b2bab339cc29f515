using System.Net;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Declarations;

/// <summary>The journey after a return: each request stands at its field, and is answered by a change or by words.</summary>
public sealed class ReturnedJourneyTests(Site site)
{
    private const string Attest = "Form.Attested";

    [Fact]
    public async Task A_returned_declaration_shows_the_defects_first_and_leads_to_each_field()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.AddAsync("facebook", "fb.com/nguyen.van.a", displayName: "Anh Hai");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((1, DefectField.Address, "Số này <b>không đúng</b>."), (2, DefectField.DisplayName, "Ghi tên thật."));
        var walk = await Walk.BeginAsync(site, declarer);
        Assert.Equal("Bản kê khai số 1 được trả lại để sửa", walk.Heading);
        Assert.Contains("Còn 2 mục cần sửa", walk.Text, StringComparison.Ordinal);
        Assert.Contains("Số này <b>không đúng</b>.", walk.Text, StringComparison.Ordinal);

        await walk.FollowAsync("Sửa địa chỉ, Tài khoản 1: Zalo");
        Assert.Contains("Người xem xét ghi: Số này <b>không đúng</b>.", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Tiếp tục", ("Form.Address", "0987654321"));
        Assert.Contains("Còn 1 mục cần sửa", walk.Text, StringComparison.Ordinal);
        await walk.FollowAsync("Sửa tên hiển thị, Tài khoản 2: Facebook");
        await walk.PressAsync("Tiếp tục", ("Form.DisplayName", "Nguyễn Văn A"));
        Assert.Contains("Đồng chí đã sửa hoặc trả lời hết các mục", walk.Text, StringComparison.Ordinal);
        await walk.FollowAsync("Kiểm tra và nộp lại");
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));

        Assert.Equal("/ke-khai/da-nop/2", walk.Path);
        Assert.Equal(2, (await declarer.DeclarationAsync(2)).AccountCount);
    }

    [Fact]
    public async Task The_member_may_stand_by_what_was_returned_but_is_told_what_is_left()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((1, DefectField.Address, "Kiểm tra lại số."));
        var walk = await Walk.BeginAsync(site, declarer);

        await walk.FollowAsync("Kiểm tra và nộp lại");

        Assert.Contains(
            "Còn 1 mục người xem xét yêu cầu sửa mà đồng chí chưa sửa và chưa trả lời.", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));
        Assert.Equal(HttpStatusCode.BadRequest, walk.Status);
        Assert.Contains("bấm “Nộp bản kê khai” lần nữa", Assert.Single(walk.Problems), StringComparison.Ordinal);
        await walk.PressAsync("Nộp bản kê khai");
        Assert.Equal("/ke-khai/da-nop/2", walk.Path);
    }

    [Fact]
    public async Task What_is_still_right_is_answered_by_words_at_its_field_and_the_reviewer_reads_them()
    {
        var world = await site.Database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((1, DefectField.Address, "Kiểm tra lại số."), (0, DefectField.WholeList, "Thiếu Facebook?"));
        var walk = await Walk.BeginAsync(site, declarer);

        await walk.PressAsync("Lưu câu trả lời", (Reply(walk), "Tôi <b>không</b> dùng Facebook."));
        Assert.Contains("Còn 1 mục cần sửa", walk.Text, StringComparison.Ordinal);
        await walk.FollowAsync("Sửa địa chỉ, Tài khoản 1: Zalo");
        await walk.PressAsync("Tiếp tục", (Reply(walk), "Vẫn đúng vì tôi chỉ dùng số này."));
        Assert.Contains("Đồng chí đã sửa hoặc trả lời hết", walk.Text, StringComparison.Ordinal);
        await walk.FollowAsync("Kiểm tra và nộp lại");
        await walk.PressAsync("Nộp bản kê khai", (Attest, "true"));
        Assert.Equal("/ke-khai/da-nop/2", walk.Path);
        // The receipt repeats what was answered, beside what had been asked.
        Assert.Contains("“Kiểm tra lại số.” Đồng chí trả lời: “Vẫn đúng vì tôi chỉ dùng số này.”", walk.Text, StringComparison.Ordinal);
        Assert.Contains("Đồng chí trả lời: “Tôi <b>không</b> dùng Facebook.”", walk.Text, StringComparison.Ordinal);

        var committee = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        var page = await committee.OpenAsync($"/chi-bo/{world.Branch.Code}/ra-soat/{(await declarer.DeclarationAsync(2)).Id}");
        Assert.Contains("“Vẫn đúng vì tôi chỉ dùng số này.”", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("“Tôi <b>không</b> dùng Facebook.”", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        static string Reply(Walk walk) => walk.Page.QuerySelector("textarea[name^=Replies]")!.GetAttribute("name")!;
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_said_at_its_field_and_none_takes_it_back()
    {
        var declarer = await DeclarerAsync();
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((0, DefectField.WholeList, "Thiếu Facebook?"));
        var walk = await Walk.BeginAsync(site, declarer);
        var field = walk.Page.QuerySelector("textarea[name^=Replies]")!.GetAttribute("name")!;

        await walk.PressAsync("Lưu câu trả lời", (field, new string('a', DefectReply.Length + 1)));
        Assert.Contains("dài quá 500 ký tự", Assert.Single(walk.Problems), StringComparison.Ordinal);
        await walk.PressAsync("Lưu câu trả lời", (field, "Tôi không dùng."));
        Assert.Contains("Đã trả lời: “Tôi không dùng.”", walk.Text, StringComparison.Ordinal);
        Assert.Contains("Đã lưu câu trả lời", walk.Text, StringComparison.Ordinal);
        await walk.PressAsync("Lưu câu trả lời", (field, ""));
        Assert.Contains("Còn 1 mục cần sửa", walk.Text, StringComparison.Ordinal);
        Assert.Empty((await declarer.DraftAsync()).Content.Replies);
    }

    private async Task<Declarer> DeclarerAsync() => await Declarer.InAsync(await site.Database.NewWorldAsync());
}
