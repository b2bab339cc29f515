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
    private const int Printed = 30;

    [Fact]
    public async Task From_the_printed_page_to_the_declaration()
    {
        var world = await site.Database.NewWorldAsync();
        string[] names =
        [
            "Nguyễn Thị Ngọc Hoa", "Trần Văn Bình", "Đặng Thị Ánh Nguyệt", "Phạm Văn Khoẻ", "Vũ Thị Thưởng",
            // As long as names get.
            "Hoàng Phủ Ngọc Tường Vi Khánh Phương", "Tôn Nữ Thị Hoàng Dung Nghiêm",
        ];
        for (var i = 0; i < Printed; i++)
            await world.MemberAsync(name: i < names.Length ? names[i] : $"Lê Văn {(char)('A' + i % 26)}", shape: Born);
        await world.MemberAsync(name: "Hoàng Văn Thiếu");
        var secretaryMember = await world.MemberAsync(name: "Lê Thị Thư", phone: "+84912345678", shape: Born);
        await using var secretary = await browser.OpenAsync(await site.AddressAsync(), Viewport.Desktop);
        await secretary.SignInAsync(await site.SessionCookieAsync(await world.UserAsync(secretaryMember, (Role.Secretary, world.Branch))));

        var (scanned, typed) = await PrintAsync(secretary, $"/chi-bo/{world.Branch.Code}/phieu-kich-hoat");

        var address = await site.AddressAsync();
        Assert.StartsWith($"{address.GetLeftPart(UriPartial.Authority)}/kich-hoat#", scanned, StringComparison.Ordinal);
        await ByScanningAsync(new Uri(scanned).PathAndQuery + new Uri(scanned).Fragment);
        await ByTypingAsync(typed);
        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}/phieu-kich-hoat");
        var list = secretary.Page.Locator("tbody");
        await Assertions.Expect(list.GetByText("Đã kích hoạt")).ToHaveCountAsync(1);
        await Assertions.Expect(list.GetByText("Đã dùng phiếu một lần")).ToHaveCountAsync(1);
        secretary.AssertQuiet();
    }

    /// <returns>What the QR code of the first slip says, and what is written on the second.</returns>
    private static async Task<(string Scanned, string Typed)> PrintAsync(Visitor secretary, string path)
    {
        await secretary.GoAsync(path);
        await secretary.LookAsync("phieu-ba-muoi");
        await secretary.Page.Locator("[name='Form.Stated']").CheckAsync();
        await secretary.Page.GetByRole(AriaRole.Button, new() { Name = $"In cho tất cả {Printed} đồng chí", Exact = false }).ClickAsync();
        await Assertions.Expect(secretary.Page.Locator(".pn-slip")).ToHaveCountAsync(Printed);
        await secretary.AssertAccessibleAsync();
        await secretary.AssertFitsAsync();
        var pdf = await secretary.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        await secretary.PhotographPaperAsync("bi-thu-to-phieu", ".pn-sheet", pdf);
        var text = System.Text.Encoding.Latin1.GetString(pdf);
        Assert.Equal((Printed + 3) / 4, PdfPages().Count(text));
        // A4, each of them.
        Assert.Equal(
            Enumerable.Repeat("594.95996 841.91998", (Printed + 3) / 4), PdfSizes().Matches(text).Select(size => size.Groups[1].Value));
        await secretary.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Empty(await secretary.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.pn-slip')]
              .filter(slip => slip.scrollHeight > slip.clientHeight || slip.scrollWidth > slip.clientWidth)
              .map(slip => `${slip.innerText}: ${slip.scrollWidth}x${slip.scrollHeight} in ${slip.clientWidth}x${slip.clientHeight}`)
            """));
        await secretary.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        return (
            await ScanAsync(secretary, secretary.Page.Locator(".pn-qr").First),
            (await secretary.Page.Locator(".pn-slip-code").Nth(1).InnerTextAsync()).ToLowerInvariant());
    }

    private async Task ByScanningAsync(string scanned)
    {
        await using var member = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone);
        await member.GoAsync(scanned);
        var code = scanned[(scanned.IndexOf('#', StringComparison.Ordinal) + 1)..];
        await Assertions.Expect(member.Page.Locator("[name='Form.Code']")).ToHaveValueAsync(code);
        Assert.DoesNotContain("#", member.Page.Url, StringComparison.Ordinal);
        await member.Page.Locator("[name='Form.BirthDate']").FillAsync("03/02/1960");
        await member.LookAsync("dang-vien-kich-hoat");
        await PressAsync(member, "Tiếp tục");

        var (password, strength) = (member.Page.Locator("[name='Form.Password']"), member.Page.Locator(".pn-strength"));
        await password.PressSequentiallyAsync("mưa rơi");
        await Assertions.Expect(strength).ToHaveTextAsync("Còn thiếu 5 ký tự.");
        await password.FillAsync("hahahahahahaha");
        await Assertions.Expect(strength).ToHaveTextAsync("Dễ đoán: lặp lại vài ký tự.");
        await password.FillAsync("mưa rơi trên mái tôn");
        await Assertions.Expect(strength).ToHaveTextAsync("Dài, khó đoán.");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Hiện mật khẩu" }).ClickAsync();
        await Assertions.Expect(password).ToHaveAttributeAsync("type", "text");
        await member.LookAsync("dang-vien-chon-cach");
        await PressAsync(member, "Lưu mật khẩu và vào");
        await DeclareAsync(member);
    }

    private async Task ByTypingAsync(string code)
    {
        await using var member = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await member.GoAsync("/dang-nhap");
        await member.LookAsync("dang-vien-dang-nhap");
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Có phiếu kích hoạt: vào bằng phiếu" }).ClickAsync();
        await member.Page.Locator("[name='Form.Code']").FillAsync(code.Trim()[..^1] + "u");
        await member.Page.Locator("[name='Form.BirthDate']").FillAsync("3/2/1960");
        await PressAsync(member, "Tiếp tục");
        await Assertions.Expect(member.Page.Locator(".pn-error-summary")).ToContainTextAsync("Sai ở nhóm 4");
        await member.LookAsync("dang-vien-ma-sai");

        await member.Page.Locator("[name='Form.Code']").FillAsync(code);
        await PressAsync(member, "Tiếp tục");
        await member.LookAsync("chon-cach-khong-script");
        await PressAsync(member, "Chỉ dùng phiếu cho lần này");
        await DeclareAsync(member);
    }

    /// <summary>The list, what is told of a lost slip, and the way to a missing date of birth, on a phone without JavaScript.</summary>
    [Fact]
    public async Task A_secretary_with_a_phone_alone_records_a_date_of_birth_prints_and_closes_a_lost_slip()
    {
        var world = await site.Database.NewWorldAsync();
        await world.MemberAsync(name: "Đặng Thị Ánh Nguyệt");
        for (var day = 3; day < 5; day++)
            await world.MemberAsync(name: "Trần Văn Bình", shape: m => m.Born(new DateOnly(1960, 2, day)));
        var member = await world.MemberAsync(name: "Lê Thị Thư", phone: "+84912345678", shape: Born);
        await using var secretary = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await secretary.SignInAsync(await site.SessionCookieAsync(await world.UserAsync(member, (Role.Secretary, world.Branch))));

        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}");
        await secretary.LookAsync("bi-thu-chi-bo-dien-thoai");
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = "Phiếu kích hoạt", Exact = true }).ClickAsync();
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = "Ghi ngày sinh", Exact = false }).ClickAsync();
        await secretary.LookAsync("bi-thu-ngay-sinh");
        await secretary.Page.Locator("[name='Form.BirthDate']").FillAsync("1948");
        await PressAsync(secretary, "Lưu ngày sinh");
        await secretary.LookAsync("phieu-dien-thoai");
        await secretary.Page.GetByLabel("Đặng Thị Ánh Nguyệt").CheckAsync();
        await secretary.Page.Locator("[name='Form.Stated']").CheckAsync();
        await PressAsync(secretary, "In phiếu cho các đồng chí đã chọn");
        await secretary.LookAsync("to-phieu-dien-thoai");
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = "Đã in xong, về danh sách" }).ClickAsync();
        await secretary.Page.GetByLabel("Đặng Thị Ánh Nguyệt").CheckAsync();
        await PressAsync(secretary, "Báo mất phiếu của các đồng chí đã chọn");
        await Assertions.Expect(secretary.Page.GetByRole(AriaRole.Heading, new() { Name = "Báo mất 1 phiếu này?" })).ToBeVisibleAsync();
        await secretary.LookAsync("bao-mat-hoi-lai");
        await PressAsync(secretary, "Báo mất và khóa phiếu");
        await Assertions.Expect(secretary.Page.Locator("tbody").GetByText("Đã báo mất phiếu")).ToHaveCountAsync(1);
        await secretary.LookAsync("bao-mat-dien-thoai");
        await secretary.Page.SetViewportSizeAsync(Viewport.Desktop.Width, Viewport.Desktop.Height);
        await secretary.LookAsync("bi-thu-phieu");
        secretary.AssertQuiet();
    }

    /// <summary>Whoever got in has the whole way to the receipt before them.</summary>
    private static async Task DeclareAsync(Visitor member)
    {
        await Assertions.Expect(member.Page.Locator(".pn-caller")).ToBeVisibleAsync();
        await member.GoAsync("/ke-khai");
        await member.Page.GetByLabel("Tôi không sử dụng mạng xã hội", new() { Exact = true }).CheckAsync();
        await PressAsync(member, "Tiếp tục");
        await member.Page.Locator("input[type=checkbox][name='Form.Attested']").CheckAsync();
        await PressAsync(member, "Nộp bản kê khai");
        await member.Page.ArriveAsync("/ke-khai/da-nop/1");
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

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfPages();

    [GeneratedRegex(@"/MediaBox\s*\[0 0 ([0-9. ]+)\]")]
    private static partial Regex PdfSizes();

    private sealed class Pixels
    {
        public int Width { get; set; }
        public int Height { get; set; }
        public string Data { get; set; } = "";
    }
}
