using System.Net;
using PartyNet.Application.Diagnosis;
using PartyNet.Web.Pages.Administration;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Administration;

/// <summary>The administrator's home says how the installation stands.</summary>
public sealed class InstallationPageTests(Site site)
{
    [Fact]
    public async Task What_was_found_last_stands_on_the_page_and_on_the_start_page_with_its_time()
    {
        var administration = await AdministrationSite.CreateAsync(site);

        using var looked = await administration.Administrator.FillInAsync("/quan-tri", "Kiểm tra lại");
        Assert.Equal("/quan-tri?vua-xong=kiem-tra", looked.Headers.Location!.OriginalString);
        var page = await administration.Administrator.OpenAsync(looked.Headers.Location.OriginalString);
        var home = await administration.Administrator.OpenAsync("/");

        Assert.Equal("Đã kiểm tra lại", page.QuerySelector(".pn-notification h2")!.TextContent);
        // The tests' keys are in no file, and their clock stands still, so it and the server's are apart; all else is right.
        var wrong = page.QuerySelectorAll("main > .container > dl > div").Select(row => row.TextContent).ToList();
        Assert.Collection(
            wrong,
            keys => Assert.StartsWith("Tệp khóaHỏng Chưa khai báo tệp khóa.", keys, StringComparison.Ordinal),
            clock => Assert.Matches("^Đồng hồCần chú ý .* Chỉnh giờ cả hai máy.$", clock));
        var examined = page.QuerySelectorAll("main details dt").Select(dt => dt.TextContent).ToList();
        Assert.Superset(
            new HashSet<string>(["Cấu trúc cơ sở dữ liệu", "Tường bảo vệ dòng dữ liệu", "Nhật ký thay đổi", "Khóa và dữ liệu", "Tệp khóa"]),
            examined.ToHashSet());
        var task = home.QuerySelectorAll("main li").Single(li => li.TextContent.Contains("Tình trạng hệ thống", StringComparison.Ordinal));
        Assert.Contains($"Hỏng 1 mục, cần chú ý 1 mục trong {examined.Count} mục", task.TextContent, StringComparison.Ordinal);
        Assert.Contains("Kiểm tra lúc 08:00 ngày 23/11/2026", task.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_no_address_and_no_member_is_named()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        (await administration.Administrator.FillInAsync("/quan-tri", "Kiểm tra lại")).Dispose();

        var section = (await administration.Administrator.OpenAsync("/quan-tri")).QuerySelector("main details")!.TextContent;

        Assert.NotEmpty(section);
        Assert.DoesNotContain(Path.GetTempPath(), section, StringComparison.Ordinal);
        Assert.DoesNotContain(AppContext.BaseDirectory, section, StringComparison.Ordinal);
        Assert.DoesNotContain("Host=", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_eleventh_time_within_an_hour_is_told_to_wait()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        for (var i = 0; i < 10; i++)
            (await administration.Administrator.FillInAsync("/quan-tri", "Kiểm tra lại")).Dispose();

        using var again = await administration.Administrator.FillInAsync("/quan-tri", "Kiểm tra lại");

        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
        Assert.Contains(
            "Có thể làm tiếp từ 09:00 ngày 23/11/2026", await AdministrationSite.ProblemsAsync(again), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cả 3 mục đều tốt", FindingState.Good, FindingState.Good, FindingState.Good)]
    [InlineData("Cần chú ý 1 mục trong 3 mục", FindingState.Good, FindingState.Attention, FindingState.Good)]
    [InlineData("Hỏng 2 mục trong 3 mục", FindingState.Broken, FindingState.Broken, FindingState.Good)]
    [InlineData("Hỏng 1 mục, cần chú ý 2 mục trong 3 mục", FindingState.Attention, FindingState.Broken, FindingState.Attention)]
    public void What_was_found_reads_as_one_line(string line, params FindingState[] states)
    {
        var found = new Examination(default, [.. states.Select((state, i) => new Finding($"Mục {i}", state, "đúng"))]);

        Assert.Equal(line, InstallationWords.Summary(found));
        Assert.Equal(states.Max(), found.State);
    }
}
