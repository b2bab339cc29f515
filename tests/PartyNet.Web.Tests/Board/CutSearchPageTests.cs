using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>Pages of a search that finds more people than anybody reads.</summary>
public sealed class CutSearchPageTests(Site site)
{
    private const string Advice = "Có hơn 2.000 đảng viên mang họ tên như đã gõ; danh sách này chỉ tìm trong 2.000 người. "
        + "Để tìm đủ, đề nghị đồng chí gõ thêm họ hoặc tên đệm.";

    [Fact]
    public async Task A_list_of_too_many_says_so_and_what_to_do_and_never_that_there_is_nobody()
    {
        var world = await site.Database.NewWorldAsync();
        await world.WriteAsync(
            ProcessType.MembersImported,
            db => db.Members.AddRange(Enumerable.Range(0, MemberSearch.Most + 1).Select(_ =>
                Member.Enrol(Guid.CreateVersion7(), MemberCode.New(), world.Branch, "Đặng Văn Lành", MemberKind.Full)))
        );
        await world.MemberAsync(world.OtherBranch, "Đặng Thị Quế");
        var board = await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District)));
        var secretary = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));

        var roster = $"/ban/{world.District.Code}/danh-sach?q=dang";
        var branch = $"/chi-bo/{world.Branch.Code}/dang-vien?q=dang";
        Assert.Contains("25 trong hơn 2.000 đảng viên", await TextAsync(board, roster), StringComparison.Ordinal);
        Assert.Contains("25 trong hơn 2.000 đảng viên", await TextAsync(secretary, branch), StringComparison.Ordinal);
        foreach (var (reader, address) in new[] { (board, $"{roster}&loai=du-bi"), (secretary, $"{branch}&tinh-trang=cho-xem-xet") })
        {
            var text = await TextAsync(reader, address);
            Assert.Contains("Trong 2.000 đảng viên đã tìm không có ai khớp các mục lọc khác.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Không có đảng viên nào khớp.", text, StringComparison.Ordinal);
        }

        foreach (var (reader, address) in new[] { (board, roster), (board, $"{roster}&loai=du-bi"), (secretary, branch) })
            Assert.Contains(Advice, await TextAsync(reader, address), StringComparison.Ordinal);
        // As advised, one word more: the rare one beside the many is found.
        var found = await TextAsync(board, $"{roster}%20que");
        Assert.Contains("1 trong 1 đảng viên", found, StringComparison.Ordinal);
        Assert.DoesNotContain(Advice, found, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(SiteBrowser reader, string address) =>
        BoardSite.Words((await reader.OpenAsync(address)).QuerySelector("main")!);
}
