using PartyNet.Application.Audit;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Declarations;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.MyData;

public sealed class MyDataPageTests(Site site)
{
    [Fact]
    public async Task The_home_page_tells_a_member_where_the_declaration_stands()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        async Task<string> StatusAsync() =>
            (await Walk.BeginAsync(site, declarer, "/")).Page.QuerySelector(".pn-tasks .pn-status")!.TextContent.Trim();
        Assert.Equal("Chưa bắt đầu", await StatusAsync());

        await declarer.AddAsync("zalo", "0912345678");
        Assert.Equal("Đang khai dở", await StatusAsync());
        await declarer.SubmitAsync();
        Assert.Equal("Đã nộp, chờ xem xét", await StatusAsync());
        await declarer.ReturnAsync((1, DefectField.Address, "a"), (1, DefectField.Use, "b"));
        Assert.Equal("Cần sửa 2 mục", await StatusAsync());
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        Assert.Equal("Đã xác nhận", await StatusAsync());
        await declarer.AddAsync("tiktok", "@abc.vn");
        Assert.Equal("Đang khai dở bản mới", await StatusAsync());
    }

    [Fact]
    public async Task Own_data_show_the_record_the_list_in_force_and_every_version()
    {
        var world = await site.Database.NewWorldAsync();
        await world.UserAsync(await world.MemberAsync(name: "Trần Thị Bưởi", phone: "+84987654321"), (Role.Secretary, world.Branch));
        var declarer = await Declarer.InAsync(world, phone: "+84912345678");
        await declarer.AddAsync("facebook", "fb.com/nguyen.van.a");
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        await declarer.SubmitAsync();

        var walk = await Walk.BeginAsync(site, declarer, "/du-lieu-cua-toi");

        Assert.Equal(declarer.Member.FullName, walk.Page.QuerySelector("dl dd")!.TextContent.Trim());
        Assert.Contains("Đồng chí báo cho Trần Thị Bưởi, bí thư chi bộ", walk.Text, StringComparison.Ordinal);
        Assert.Contains("Bản kê khai số 1 đang có hiệu lực: 1 tài khoản.", walk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@abc.vn", walk.Text, StringComparison.Ordinal);
        Assert.Equal(["Bản số 2", "Bản số 1"], walk.Page.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Numbers_of_before_are_told_as_the_ones_of_now_by_their_last_three_digits()
    {
        var world = await site.Database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var neighbour = await world.MemberAsync(world.Branch, "Lê Văn Cạnh");
        await world.WriteAsync(ProcessType.MembersImported, (db, secrets) =>
        {
            foreach (var (member, number) in new[] { (declarer.Member, "012345678"), (neighbour, "987654321") })
            {
                var id = Guid.CreateVersion7();
                db.FormerNumbers.Add(
                    FormerNumber.Of(id, member, secrets.Seal(SecretField.FormerNumber, id, number), TestDatabase.Morning.AddDays(-3)));
            }
        });

        var walk = await Walk.BeginAsync(site, declarer, "/du-lieu-cua-toi");

        Assert.Contains("••••••678, thay bằng số mới ngày 20/11/2026", walk.Text, StringComparison.Ordinal);
        Assert.Contains("danh sách cũ vẫn tìm đúng đồng chí", walk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("012345", walk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("321", walk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saw_is_told_in_words_and_the_members_own_acts_are_told_apart()
    {
        var world = await site.Database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        await declarer.AddAsync("zalo", "0912345678");
        var declaration = await declarer.SubmitAsync();
        var secretary = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        await world.RunAsync<IProcesses, bool>(
            secretary,
            async processes =>
            {
                await using var process = await processes.BeginAsync(
                    new ProcessStart(ProcessType.DeclarationViewed, world.Branch),
                    CancellationToken.None
                );
                process.Concern(declarer.Member.Id, declaration.Id);
                await process.CommitAsync(CancellationToken.None);
                return true;
            }
        );

        var walk = await Walk.BeginAsync(site, declarer, "/du-lieu-cua-toi/ai-da-xem");

        Assert.Equal(
            ["Bí thư, Chi bộ Khu 14 đã mở bản kê khai số 1", "Đồng chí đã nộp bản kê khai số 1"],
            walk.Page.QuerySelectorAll(".pn-timeline h3").Take(2).Select(h => h.TextContent));
        Assert.Contains(
            "Những ai, đã làm gì Bí thư, Chi bộ Khu 14: đã mở bản kê khai số 1. Lần gần nhất:", walk.Text, StringComparison.Ordinal);
        Assert.Contains("Ngày 23/11/2026 ", walk.Text, StringComparison.Ordinal);
    }
}
