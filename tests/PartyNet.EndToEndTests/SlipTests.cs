using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.Web.Tests.Hosting;
using ZXing;

namespace PartyNet.EndToEndTests;

/// <summary>A secretary prints slips, and members get in by them: by scanning, and by typing in a browser without JavaScript.</summary>
public sealed partial class SlipTests(Site site, BrowserFixture browser)
{
    [Fact]
    public async Task From_the_printed_page_to_the_home_page()
    {
        var world = await site.Database.NewWorldAsync();
        string[] names = ["Nguyễn Thị Ngọc Hoa", "Trần Văn Bình", "Đặng Thị Ánh Nguyệt", "Phạm Văn Khoẻ", "Vũ Thị Thưởng"];
        foreach (var name in names)
            await world.MemberAsync(name: name, shape: Born);
        await world.MemberAsync(name: "Hoàng Văn Thiếu");
        var secretaryMember = await world.MemberAsync(name: "Lê Thị Thư", phone: "+84912345678", shape: Born);
        await using var secretary = await browser.OpenAsync(await site.AddressAsync(), Viewport.Desktop);
        await secretary.SignInAsync(await site.SessionCookieAsync(await world.UserAsync(secretaryMember, (Role.Secretary, world.Branch))));

        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}/phieu-kich-hoat");
        await LookAsync(secretary, "bi-thu-phieu");
        await secretary.Page.Locator("[name='Form.Stated']").CheckAsync();
        await secretary.Page.GetByRole(AriaRole.Button, new() { Name = "In cho tất cả 5 đồng chí", Exact = false }).ClickAsync();
        await Assertions.Expect(secretary.Page.Locator(".pn-slip")).ToHaveCountAsync(names.Length);
        await secretary.AssertAccessibleAsync();
        await secretary.AssertFitsAsync();
        var pdf = await secretary.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        await secretary.PhotographPaperAsync("bi-thu-to-phieu", pdf);
        Assert.Equal(2, PdfPages().Count(System.Text.Encoding.Latin1.GetString(pdf)));
        var scanned = await ScanAsync(secretary, secretary.Page.Locator(".pn-qr").First);
        var typed = (await secretary.Page.Locator(".pn-slip-code").Nth(1).InnerTextAsync()).ToLowerInvariant();
        secretary.AssertQuiet();

        var address = await site.AddressAsync();
        Assert.StartsWith($"{address.GetLeftPart(UriPartial.Authority)}/kich-hoat#", scanned, StringComparison.Ordinal);
        await ByScanningAsync(new Uri(scanned).PathAndQuery + new Uri(scanned).Fragment);
        await ByTypingAsync(typed);
    }

    private async Task ByScanningAsync(string scanned)
    {
        await using var member = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone);
        await member.GoAsync(scanned);
        var code = scanned[(scanned.IndexOf('#', StringComparison.Ordinal) + 1)..];
        await Assertions.Expect(member.Page.Locator("[name='Form.Code']")).ToHaveValueAsync(code);
        Assert.DoesNotContain("#", member.Page.Url, StringComparison.Ordinal);
        await member.Page.Locator("[name='Form.BirthDate']").FillAsync("03/02/1960");
        await LookAsync(member, "dang-vien-kich-hoat");
        await PressAsync(member, "Tiếp tục");

        await LookAsync(member, "dang-vien-chon-cach");
        await member.Page.Locator("[name='Form.Password']").FillAsync("mưa rơi trên mái tôn");
        await PressAsync(member, "Lưu mật khẩu và vào");
        await Assertions.Expect(member.Page.Locator(".pn-caller")).ToBeVisibleAsync();
        member.AssertQuiet();
    }

    private async Task ByTypingAsync(string code)
    {
        await using var member = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await member.GoAsync("/kich-hoat");
        await member.Page.Locator("[name='Form.Code']").FillAsync(code.Trim()[..^1] + "u");
        await member.Page.Locator("[name='Form.BirthDate']").FillAsync("3/2/1960");
        await PressAsync(member, "Tiếp tục");
        await Assertions.Expect(member.Page.Locator(".pn-error-summary")).ToContainTextAsync("Sai ở nhóm 4");
        await LookAsync(member, "dang-vien-ma-sai");

        await member.Page.Locator("[name='Form.Code']").FillAsync(code);
        await PressAsync(member, "Tiếp tục");
        await PressAsync(member, "Chỉ dùng phiếu cho lần này");
        await Assertions.Expect(member.Page.Locator(".pn-caller")).ToBeVisibleAsync();
        member.AssertQuiet();
    }

    /// <summary>What a reader that is not ours sees in a picture of the element.</summary>
    private static async Task<string> ScanAsync(Visitor visitor, ILocator element)
    {
        var picture = Convert.ToBase64String(await element.ScreenshotAsync());
        var blank = await visitor.Page.Context.NewPageAsync();
        var pixels = await blank.EvaluateAsync<Pixels>(
            """
            async png => {
              const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
              const canvas = new OffscreenCanvas(image.width, image.height);
              const drawing = canvas.getContext('2d');
              drawing.drawImage(image, 0, 0);
              const data = drawing.getImageData(0, 0, image.width, image.height).data;
              let text = '';
              for (const byte of data) text += String.fromCharCode(byte);
              return { width: image.width, height: image.height, data: btoa(text) };
            }
            """,
            picture);
        await blank.CloseAsync();
        var read = new BarcodeReaderGeneric().Decode(
            Convert.FromBase64String(pixels.Data), pixels.Width, pixels.Height, RGBLuminanceSource.BitmapFormat.RGBA32);
        return Assert.IsType<Result>(read).Text;
    }

    private static void Born(Member member) => member.Born(new DateOnly(1960, 2, 3));

    private static Task PressAsync(Visitor visitor, string button) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task LookAsync(Visitor visitor, string photograph)
    {
        await visitor.PhotographAsync(photograph);
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfPages();

    private sealed class Pixels
    {
        public int Width { get; set; }
        public int Height { get; set; }
        public string Data { get; set; } = "";
    }
}
