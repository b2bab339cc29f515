using System.IO.Compression;
using System.Net;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Imports;

public sealed class TemplatePageTests(Site site)
{
    [Theory]
    [InlineData("dang-vien", "mau-danh-sach-dang-vien.xlsx", "Ví dụ: Nguyễn Văn Mẫu")]
    [InlineData("to-chuc", "mau-danh-sach-to-chuc.xlsx", "Ví dụ: MAU")]
    [InlineData("vai-tro", "mau-danh-sach-vai-tro.xlsx", "Ví dụ: Chi bộ thôn Mẫu")]
    [InlineData("tai-khoan", "mau-tai-khoan-da-thu-thap.xlsx", "Ví dụ: Nguyễn Văn Mẫu")]
    public async Task Each_list_has_a_sample_workbook_to_download(string kind, string name, string example)
    {
        var world = await site.Database.NewWorldAsync();
        var board = await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District)));

        using var answer = await board.GetAsync($"/ban/{world.District.Code}/nhap/mau/{kind}.xlsx");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileNameStar);
        using var book = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains(example, await sheet.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
