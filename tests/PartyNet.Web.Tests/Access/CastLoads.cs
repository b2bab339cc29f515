using System.Net;
using System.Text;

namespace PartyNet.Web.Tests.Access;

/// <summary>Lists that the board of the district has handed in, as far as the pages that a table names have to have come.</summary>
internal sealed partial class Cast
{
    private Task<string>? _load;
    private Task<string>? _planned;
    private Task<string>? _loaded;

    private Task<string> LoadAsync() => _load ??= HandInAsync();

    private Task<string> PlannedAsync() => _planned ??= PlanAsync();

    private Task<string> LoadedAsync() => _loaded ??= CommitAsync();

    /// <summary>Somebody new, somebody whom the registry may have already, and a day that there is none.</summary>
    private async Task<string> HandInAsync()
    {
        await _world.MemberAsync(_world.Branch, "Lê Văn Ngờ");
        var branch = _world.Branch.Code;
        var file = Encoding.UTF8.GetBytes(
            $"Họ và tên,Số CCCD,Ngày sinh,Chi bộ\nLê Văn Mới,,02/03/1961,{branch}\nLê Văn Ngờ,001060000001,1960,{branch}\n"
                + $"Lê Văn Sai,,31/02/1960,{branch}\n");
        var answer = await (await BrowserAsync("ban")).UploadAsync(
            Lists, "Đọc thử", "Form.File", "danh-sach.csv", file, ("Form.Kind", "dang-vien"));
        return Redirected(answer)[(Lists.Length + 1)..];
    }

    private async Task<string> PlanAsync()
    {
        var id = await HandInAsync();
        Redirected(await (await BrowserAsync("ban")).FillInAsync($"{Lists}/{id}", "Đúng rồi, xem trước thay đổi"));
        return id;
    }

    private async Task<string> CommitAsync()
    {
        var id = await PlanAsync();
        var browser = await BrowserAsync("ban");
        var result = Redirected(
            await browser.FillInAsync($"{Lists}/{id}/thuc-hien", "Nhập vào hệ thống", ("Form.GoodRowsOnly", "true")));
        for (var i = 0; i < 600; i++)
        {
            using var answer = await browser.GetAsync(result);
            if (!answer.Headers.Contains("Refresh"))
                return id;
            await Task.Delay(100);
        }

        throw new TimeoutException("A list was not loaded.");
    }

    private string Lists => $"/ban/{_world.District.Code}/nhap";

    private static string Redirected(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return answer.Headers.Location!.OriginalString;
        }
    }
}
