using AngleSharp.Dom;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>The start page of those who answer for a unit above branches.</summary>
public sealed class HomePageTests(Site site)
{
    [Fact]
    public async Task The_start_page_says_how_far_each_unit_has_come_and_every_task_leads_to_its_list()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;
        var both = await site.SignedInAsync(
            await world.UserAsync(null, (Role.Committee, world.Grassroots), (Role.Committee, world.OtherGrassroots)));

        var page = await both.OpenAsync("/");

        var sections = page.QuerySelectorAll("main section")
            .Where(s => BoardSite.Words(s).StartsWith("Tiến độ: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, sections.Count);
        foreach (var (unit, section) in new[] { world.Grassroots, world.OtherGrassroots }.Zip(sections))
        {
            var active = (await board.NamesAsync("m.activity_status = 1", unit)).Count;
            var confirmed = (await board.NamesAsync("m.activity_status = 1 and m.declaration_state = 3", unit)).Count;
            var missing = (await board.NamesAsync("m.activity_status = 1 and m.declaration_state = 0", unit)).Count;
            Assert.StartsWith($"Tiến độ: {unit.Name} {confirmed}/{active} ", BoardSite.Words(section), StringComparison.Ordinal);
            // Only a board publishes the notice.
            Assert.Equal(
                [
                    ("Đảng viên chưa kê khai", $"{missing}"), ("Danh sách đảng viên", $"{active}"),
                    ("Nhập danh sách", "Đảng viên, tổ chức, vai trò có sẵn trong Excel"), ("Xuất danh sách", ""),
                ],
                section.QuerySelectorAll("li").Select(task => (Text(task, "a"), Text(task, "span[id]"))));
        }

        foreach (var path in page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Distinct())
            await both.OpenAsync(path);

        static string Text(IElement task, string part) => task.QuerySelector(part)?.TextContent.Trim() ?? "";
    }
}
