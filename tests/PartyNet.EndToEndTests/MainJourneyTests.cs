using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.TestCommon.Spreadsheets;
using PartyNet.Web.Tests.Hosting;
using Member = PartyNet.Domain.Members.Member;

namespace PartyNet.EndToEndTests;

/// <summary>
/// The main job from end to end: a list is loaded, a member declares on a phone without JavaScript, the secretary returns and then
/// confirms,
/// the board exports, and the row is there.
/// </summary>
public sealed class MainJourneyTests(BrowserFixture browser, Site site)
{
    private const string MemberName = "Nguyễn Thị Ngọc Hoa";
    private const string SecretaryName = "Trần Thử Bình";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_offices_list_to_the_row_in_the_export()
    {
        var world = await site.Database.NewWorldAsync();
        await LoadTheListAsync(world);
        var declaring = await PersonAsync(world, MemberName);
        await using var member = await PersonWindowAsync(await world.UserAsync(declaring), Viewport.Phone, javaScript: false);
        await using var secretary = await PersonWindowAsync(
            await world.UserAsync(await PersonAsync(world, SecretaryName), (Role.Secretary, world.Branch)),
            Viewport.Desktop
        );
        await using var board = await PersonWindowAsync(await world.UserAsync(null, (Role.Board, world.District)), Viewport.Desktop);

        await DeclareTwoAccountsAsync(member);
        await ReturnWithTwoDefectsAsync(secretary, world);
        await MendAndResubmitAsync(member);
        await ConfirmAsync(secretary, world);
        await AskForACorrectionAsync(member);
        await AcceptTheCorrectionAsync(secretary, world);
        var rows = await ExportAsync(board, world);

        var row = Assert.Single(rows, r => r.Contains(MemberName));
        Assert.Contains("ngoc.hoa.moi", row);
        Assert.Contains("0900 000 001", row);
        Assert.Contains("Đã xác nhận", row);
        foreach (var visitor in new[] { member, secretary, board })
            visitor.AssertQuiet();
    }

    private static async Task LoadTheListAsync(World world)
    {
        byte[] file = TestWorkbook
            .WithRows(
                ["ĐẢNG BỘ HUYỆN THỬ NGHIỆM"],
                ["DANH SÁCH ĐẢNG VIÊN"],
                [],
                [
                    "Họ và tên",
                    "Số thẻ Đảng viên",
                    "Số CCCD",
                    "Ngày sinh",
                    "Ngày kết nạp",
                    "Chi bộ đang sinh hoạt",
                    "Chi bộ nơi cư trú",
                    "Trạng thái",
                ],
                [
                    "NGUYỄN THỊ NGỌC HOA ",
                    "001058000001",
                    "001058000001",
                    new DateOnly(1958, 3, 2),
                    "19/05/1985",
                    world.Branch.Name,
                    "Chi bộ Tổ dân phố 3",
                    "Đang sinh hoạt",
                ],
                [SecretaryName, "001060000002", "001060000002", "02/09/1960", "03/02/1988", world.Branch.Name, null, "Đang sinh hoạt"]
            )
            .Build()
            .ToArray();

        Assert.Equal((2, 0, 0, 0), await ImportAsync(world, file, commit: true));
        Assert.Equal((0, 0, 2, 0), await ImportAsync(world, file, commit: false));
    }

    private static async Task<(int Creates, int Updates, int Unchanged, int Problems)> ImportAsync(World world, byte[] file, bool commit)
    {
        using var stream = new MemoryStream(file);
        var opened = await world.RunAsync<ISheetFiles, ErrorOr<ISheetFile>>(
            AccessScope.Nobody,
            files => files.OpenAsync(stream, SheetLimits.Web, Stop)
        );
        using var sheets = opened.Value;
        var rows = ((MemberList)ImportList.Open(sheets, new ListOptions(DateOnly.FromDateTime(TestDatabase.Morning.Date))).Value)
            .Rows()
            .ToList();
        var planned = await world.RunAsync<PlanMemberImport, ErrorOr<ImportPlan>>(
            world.Everything,
            plan => plan.HandleAsync(new(world.District, new ImportFile("ds.xlsx", [1]), rows), Stop)
        );
        Assert.False(planned.IsError);
        var made = planned.Value;
        if (commit)
            Assert.False(
                (
                    await world.RunAsync<CommitImport, ErrorOr<Success>>(
                        world.Everything,
                        use => use.HandleAsync(new(world.District, made.Id), Stop)
                    )
                ).IsError
            );
        return (made.Creates, made.Updates, made.Unchanged, made.Problems);
    }

    private static Task<Member> PersonAsync(World world, string name) =>
        world.ReadAsync(world.Everything, db => db.Members.SingleAsync(m => m.FullName == name, Stop));

    private async Task<Visitor> PersonWindowAsync(User user, Viewport viewport, bool javaScript = true)
    {
        var visitor = await browser.OpenAsync(await site.AddressAsync(), viewport, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        return visitor;
    }

    private static async Task DeclareTwoAccountsAsync(Visitor member)
    {
        await member.GoAsync("/");
        await member.LookAsync("dang-vien-trang-chu");
        await member.GoAsync("/ke-khai");
        await member.LookAsync("dang-vien-bat-dau");
        await member.Page.GetByLabel("Zalo", new() { Exact = true }).CheckAsync();
        await member.Page.GetByLabel("Facebook", new() { Exact = true }).CheckAsync();
        await PressAsync(member, "Tiếp tục");

        await member.LookAsync("dang-vien-tai-khoan");
        await AnswerAsync(member, "0900 000 0011");
        await member.LookAsync("dang-vien-loi-so-dien-thoai");
        Assert.StartsWith("Lỗi: ", await member.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("0900 000 0011", await member.Page.Locator("[name='Form.Address']").InputValueAsync());
        await AnswerAsync(member, "0900 000 001");
        await AnswerAsync(member, "https://m.facebook.com/Ngoc.Hoa?mibextid=abc");
        await SubmitAsync(member, 1);
    }

    private static async Task ReturnWithTwoDefectsAsync(Visitor secretary, World world)
    {
        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}");
        await secretary.LookAsync("bi-thu-chi-bo");
        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}/ra-soat/mau-yeu-cau");
        await secretary.LookAsync("bi-thu-cau-dung-san");
        await OpenDeclarationAsync(secretary, world);
        await secretary.Page.GetByText("Có mục cần sửa: trả lại cho đảng viên").ClickAsync();
        foreach (var (index, note) in new[] { (3, "Đường dẫn cũ, ghi đường dẫn mới."), (4, "Ghi thêm tên hiển thị.") })
        {
            await secretary.Page.Locator($"input[type=checkbox][name='Form.Defects[{index}].Ticked']").CheckAsync();
            await secretary.Page.Locator($"[name='Form.Defects[{index}].Note']").FillAsync(note);
        }

        var ready = secretary.Page.Locator("[name='Form.Defects[3].Ready']");
        var phrase = await ready.Locator("option").Nth(1).GetAttributeAsync("value");
        await secretary.Page.Locator("[name='Form.Defects[3].Note']").FillAsync("");
        await ready.SelectOptionAsync(phrase!);
        await Assertions.Expect(secretary.Page.Locator("[name='Form.Defects[3].Note']")).ToHaveValueAsync(phrase!);
        await secretary.Page.Locator("[name='Form.Defects[3].Note']").FillAsync("Đường dẫn cũ, ghi đường dẫn mới.");
        await secretary.LookAsync("bi-thu-tra-lai");
        await PressAsync(secretary, "Trả lại để sửa");
    }

    private static async Task MendAndResubmitAsync(Visitor member)
    {
        await member.GoAsync("/ke-khai");
        await Assertions.Expect(member.Page.GetByText("Còn 2 mục cần sửa.")).ToBeVisibleAsync();
        await Assertions.Expect(member.Page.GetByText("Đường dẫn cũ, ghi đường dẫn mới.")).ToBeVisibleAsync();
        await member.LookAsync("dang-vien-bi-tra-lai");
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Sửa" }).First.ClickAsync();
        await AnswerAsync(member, "https://www.facebook.com/ngoc.hoa.moi");
        await member.GoAsync("/ke-khai");
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Sửa" }).First.ClickAsync();
        await member.Page.Locator("[name='Form.DisplayName']").FillAsync("Hoa Nguyễn");
        await PressAsync(member, "Tiếp tục");
        await member.GoAsync("/ke-khai/kiem-tra");
        await SubmitAsync(member, 2);
    }

    private static async Task ConfirmAsync(Visitor secretary, World world)
    {
        await OpenDeclarationAsync(secretary, world);
        await Assertions.Expect(secretary.Page.GetByText("Bản số 1", new() { Exact = false }).First).ToBeVisibleAsync();
        await secretary.LookAsync("bi-thu-ra-soat");
        await PressAsync(secretary, "Xác nhận bản kê khai số 2");
        await secretary.LookAsync("bi-thu-da-xac-nhan");
    }

    private static async Task AskForACorrectionAsync(Visitor member)
    {
        await member.GoAsync("/du-lieu-cua-toi");
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Đề nghị sửa thông tin" }).ClickAsync();
        await member.Page.GetByLabel("Chức vụ", new() { Exact = true }).CheckAsync();
        await member.Page.Locator("[name='Form.Value']").FillAsync("Tổ trưởng dân phố");
        await member.Page.Locator("[name='Form.Reason']").FillAsync("Theo quyết định tháng trước.");
        await PressAsync(member, "Gửi đề nghị");
        await member.LookAsync("dang-vien-de-nghi-sua");
    }

    private static async Task AcceptTheCorrectionAsync(Visitor secretary, World world)
    {
        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}");
        await secretary.LookAsync("bi-thu-chi-bo-co-de-nghi");
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = "Xem đề nghị" }).ClickAsync();
        await secretary.LookAsync("bi-thu-de-nghi-sua");
        await PressAsync(secretary, "Chấp nhận, sửa danh sách");
        await Assertions.Expect(secretary.Page.Locator("main").GetByText("Đã sửa")).ToBeVisibleAsync();
    }

    private static async Task<List<List<string>>> ExportAsync(Visitor board, World world)
    {
        await board.GoAsync($"/ban/{world.District.Code}");
        await board.LookAsync("ban-tien-do");
        await board.GoAsync($"/ban/{world.District.Code}/danh-sach");
        await board.LookAsync("ban-danh-sach");
        await board.GoAsync($"/ban/{world.District.Code}/danh-sach/xuat");
        await board.Page.Locator("[name='Purpose']").FillAsync("Báo cáo tiến độ kê khai quý IV");
        await board.Page.Locator("input[value='xlsx']").CheckAsync();
        await board.LookAsync("ban-xuat");
        var download = await board.Page.RunAndWaitForDownloadAsync(() => PressAsync(board, "Xuất danh sách"));
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        await ExportOnceMoreAsync(board, world);
        await using var stream = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Stop);
        using var workbook = SpreadsheetDocument.Open(copy, isEditable: false);
        return
        [
            .. workbook
                .WorkbookPart!.WorksheetParts.First()
                .Worksheet!.Descendants<Row>()
                .Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList()),
        ];
    }

    /// <summary>On the page that is still there: the same file again, an official list, and the page of the columns.</summary>
    private static async Task ExportOnceMoreAsync(Visitor board, World world)
    {
        // The page swallows a second press that comes too quickly to be meant.
        var pressed = await board.Page.EvaluateAsync<double>("() => performance.now()");
        await board.Page.WaitForFunctionAsync("pressed => performance.now() - pressed > 2000", pressed);
        var again = await board.Page.RunAndWaitForDownloadAsync(() => PressAsync(board, "Xuất danh sách"));
        Assert.EndsWith(".xlsx", again.SuggestedFilename, StringComparison.Ordinal);

        await board.Page.Locator("input[value='docx']").CheckAsync();
        await board.Page.GetByText("Phần đầu và phần ký của danh sách chính thức").ClickAsync();
        await board.Page.GetByLabel("Địa danh").FillAsync("Tân Lập");
        await board.LookAsync("ban-xuat-chinh-thuc");
        await board.GoAsync($"/ban/{world.District.Code}/danh-sach/cot");
        await board.LookAsync("ban-cac-cot");
        await board.Page.SetViewportSizeAsync(360, 740);
        await board.LookAsync("ban-cac-cot-dien-thoai");
        await board.GoAsync($"/ban/{world.District.Code}/danh-sach/xuat?dinh-dang=docx");
        await board.LookAsync("ban-xuat-dien-thoai");
    }

    private static async Task OpenDeclarationAsync(Visitor secretary, World world)
    {
        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}/ra-soat");
        await secretary.LookAsync("bi-thu-danh-sach-ra-soat");
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = MemberName }).First.ClickAsync();
    }

    private static async Task AnswerAsync(Visitor visitor, string address)
    {
        await visitor.Page.Locator("[name='Form.Address']").FillAsync(address);
        await PressAsync(visitor, "Tiếp tục");
    }

    private static async Task SubmitAsync(Visitor member, int number)
    {
        await member.LookAsync("dang-vien-kiem-tra");
        await member.Page.Locator("input[type=checkbox][name='Form.Attested']").CheckAsync();
        await PressAsync(member, "Nộp bản kê khai");
        await member.Page.ArriveAsync($"/ke-khai/da-nop/{number}");
        await member.LookAsync("dang-vien-bien-nhan");
    }

    private static Task PressAsync(Visitor visitor, string button) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
