using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

public sealed class ExportPageTests(Site site)
{
    private const string Purpose = "Báo cáo tiến độ quý IV cho Ban Thường vụ";

    [Theory]
    [InlineData("", "m.activity_status = 1")]
    [InlineData("?trang-thai=da-xac-nhan", "m.activity_status = 1 and m.declaration_state = 3")]
    [InlineData("?sinh-hoat=tat-ca&cong-tac=huu-tri", "m.work_status = 2")]
    [InlineData("?q=thuy", "m.activity_status = 1 and m.full_name like '%Thu_'")]
    public async Task Both_files_hold_the_members_whom_the_tables_name_in_their_order(string query, string condition)
    {
        var board = await BoardSite.FilledAsync(site);
        var expected = await board.NamesAsync(condition);

        Assert.Equal(expected, Members(CsvRows(await DownloadAsync(board, query, "csv"))));
        Assert.Equal(expected, Members(XlsxRows(await DownloadAsync(board, query, "xlsx"))));
    }

    [Fact]
    public async Task A_row_of_the_file_is_what_the_member_declared_and_what_was_confirmed()
    {
        var board = await BoardSite.FilledAsync(site);

        var rows = CsvRows(await DownloadAsync(board, "?chi-bo=" + board.World.Branch.Code, "csv"));

        var at = Array.IndexOf(rows[0], "Facebook");
        Assert.Equal(["Facebook", "Zalo", "TikTok", "YouTube", "Khác", "Số tài khoản"], rows[0][at..(at + 6)]);
        Assert.Equal(
            ["https://www.facebook.com/an.le.14", "https://zalo.me/0905000001", "https://www.tiktok.com/@an.le.14", "", "", "3"],
            rows[1][at..(at + 6)]);
        Assert.Equal(["", "", "", "", "", "0"], rows[2][at..(at + 6)]);
        Assert.Equal(["", "", "", "", "", ""], rows[3][at..(at + 6)]);
    }

    [Fact]
    public async Task The_file_comes_as_a_download_that_no_cache_keeps()
    {
        var board = await BoardSite.FilledAsync(site);

        const string Office = "application/vnd.openxmlformats-officedocument.";
        (string Format, string Type, string End)[] files =
        [
            ("csv", "text/csv", ".csv"), ("xlsx", Office + "spreadsheetml.sheet", ".xlsx"),
            ("docx", Office + "wordprocessingml.document", ".docx"), ("xlsx-chinh-thuc", Office + "spreadsheetml.sheet", ".xlsx"),
        ];
        foreach (var (format, type, end) in files)
        {
            using var response = await ExportAsync(board, "", format);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
            Assert.EndsWith("-2026-11-23" + end, response.Content.Headers.ContentDisposition.FileNameStar, StringComparison.Ordinal);
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task Audit_holds_who_exported_what_for_which_purpose_and_names_every_member_of_the_file()
    {
        var board = await BoardSite.FilledAsync(site);

        var members = Members(CsvRows(await DownloadAsync(board, "?trang-thai=chua-ke-khai", "csv")));

        var recorded = await board.QueryAsync(
            """
            select p.id, p.reason, p.actor_role, (select count(*) from audit.process_subjects s where s.process_id = p.id)
            from audit.processes p where p.unit_id = $1 and p.type = 301
            """,
            board.World.District.Id);
        var parts = Assert.Single(recorded).Split(" | ");
        Assert.Equal([Purpose, "3", members.Count.ToString(CultureInfo.InvariantCulture)], parts[1..]);
        var named = await board.QueryAsync(
            """
            select m.full_name from audit.process_subjects s join registry.members m on m.id = s.member_id
            where s.process_id = $1 order by m.roster_key collate "C"
            """,
            Guid.Parse(parts[0]));
        Assert.Equal(members, named);
        Assert.Single(await board.QueryAsync("select id from audit.processes where unit_id = $1 and type = 303", board.World.District.Id));
    }

    [Fact]
    public async Task The_page_says_what_will_be_exported_before_it_asks()
    {
        var board = await BoardSite.FilledAsync(site);

        var page = await board.Board.OpenAsync(
            BoardSite.At(board.World.District, "/danh-sach/xuat?trang-thai=chua-ke-khai&cong-tac=duong-chuc"));

        var count = (await board.NamesAsync("m.activity_status = 1 and m.declaration_state = 0 and m.work_status = 1")).Count;
        Assert.Equal(
            [board.World.District.Name, "Chưa kê khai; Công tác: Đương chức", count.ToString(CultureInfo.InvariantCulture)],
            page.QuerySelectorAll("main dd:not(.pn-row-action)").Take(3).Select(BoardSite.Words));
    }

    [Theory]
    [InlineData("", "Nhập mục đích")]
    [InlineData("báo cáo", "Ghi rõ mục đích hơn")]
    public async Task Without_a_purpose_nothing_is_exported_and_the_page_says_so(string purpose, string problem)
    {
        var board = await BoardSite.FilledAsync(site);

        using var response = await ExportAsync(board, "?trang-thai=da-xac-nhan", "csv", purpose);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Contains(problem, page.QuerySelector(".pn-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Đã xác nhận", BoardSite.Words(page.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Empty(await board.QueryAsync(
            "select id from audit.processes where unit_id = $1 and type in (301, 303)", board.World.District.Id));
    }

    [Fact]
    [Trait("Security", "Z4")]
    public async Task A_committee_exports_its_own_part_and_a_script_names_the_format_in_the_address()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;
        var committee = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        var address = BoardSite.At(world.Grassroots, "/danh-sach/xuat?dinh-dang=csv");
        var token = (await committee.OpenAsync(address)).QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;

        using var response = await committee.PostAsync(
            address, ("__RequestVerificationToken", token), ("RequestKey", Guid.CreateVersion7().ToString()), ("Purpose", Purpose));

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var file = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(await board.NamesAsync("m.activity_status = 1", world.Grassroots), Members(CsvRows(file)));
    }

    [Fact]
    public async Task A_page_that_stays_open_gives_the_same_list_once_more_and_the_other_kinds_too()
    {
        var board = await BoardSite.FilledAsync(site);
        var address = BoardSite.At(board.World.District, "/danh-sach/xuat");
        var form = SiteBrowser.FormWith(await board.Board.OpenAsync(address), "Xuất danh sách");

        foreach (var format in new[] { "xlsx", "xlsx", "docx", "csv" })
        {
            using var response = await board.Board.SubmitAsync(form, address, ("Purpose", Purpose), ("dinh-dang", format));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        }

        Assert.Equal(["xlsx", "docx", "csv"], await FormatsAsync(board));
    }

    [Fact]
    public async Task A_script_gets_an_official_list_by_purpose_and_format_alone_and_it_is_a_draft()
    {
        var board = await BoardSite.FilledAsync(site);
        var address = BoardSite.At(board.World.District, "/danh-sach/xuat?dinh-dang=docx");
        var token = (await board.Board.OpenAsync(address)).QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;

        using var response = await board.Board.PostAsync(
            address, ("__RequestVerificationToken", token), ("RequestKey", Guid.CreateVersion7().ToString()), ("Purpose", Purpose));

        var text = await WordsAsync(response);
        Assert.Contains("DỰ THẢO", text, StringComparison.Ordinal);
        Assert.Contains(board.World.District.Name.ToUpperInvariant(), text, StringComparison.Ordinal);
        Assert.Contains("Lê Văn An", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_around_an_official_list_is_kept_with_an_error_printed_and_there_the_next_time()
    {
        var board = await BoardSite.FilledAsync(site);
        var address = BoardSite.At(board.World.District, "/danh-sach/xuat");
        (string, string?)[] typed =
        [
            ("Purpose", Purpose), ("dinh-dang", "docx"), ("Heading.Number", "05-DS/ĐU"), ("Heading.Place", "Tân Lập"),
            ("Heading.IsDraft", "false"), ("Heading.SignerName", "Trần Văn Ký"),
        ];

        using var refused = await board.Board.FillInAsync(address, "Xuất danh sách", [.. typed, ("Heading.Day", "31/02/2026")]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await SiteBrowser.ReadAsync(refused);
        Assert.Contains(
            "Nhập ngày, tháng, năm của văn bản", page.QuerySelector(".pn-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ("05-DS/ĐU", "31/02/2026", "Trần Văn Ký"),
            (Field(page, "Heading.Number"), Field(page, "Heading.Day"), Field(page, "Heading.SignerName")));
        Assert.NotNull(page.QuerySelector("details[open] [name='Heading.Number']"));

        using var exported = await board.Board.FillInAsync(address, "Xuất danh sách", [.. typed, ("Heading.Day", "5/2/2026")]);
        var text = await WordsAsync(exported);
        foreach (var line in new[] { "Số 05-DS/ĐU", "Tân Lập, ngày 05 tháng 02 năm 2026", "Trần Văn Ký" })
            Assert.Contains(line, text, StringComparison.Ordinal);
        Assert.DoesNotContain("DỰ THẢO", text, StringComparison.Ordinal);

        var next = await board.Board.OpenAsync(address);
        Assert.Equal(
            ("", "23/11/2026", "Tân Lập", "Trần Văn Ký"),
            (Field(next, "Heading.Number"), Field(next, "Heading.Day"), Field(next, "Heading.Place"), Field(next, "Heading.SignerName")));
    }

    private static string? Field(AngleSharp.Html.Dom.IHtmlDocument page, string name) =>
        page.QuerySelector($"[name='{name}']")!.GetAttribute("value");

    private static Task<List<string>> FormatsAsync(BoardSite board) => board.QueryAsync(
        """
        select e.payload ->> 'format' from audit.processes p join audit.process_events e on e.process_id = p.id
        where p.unit_id = $1 and p.type = 301 order by p.sequence
        """,
        board.World.District.Id);

    /// <summary>Text of a document for Word, read as the format says.</summary>
    private static async Task<string> WordsAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var file = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(new MemoryStream(file));
        await using var body = await archive.GetEntry("word/document.xml")!.OpenAsync();
        var text = await XDocument.LoadAsync(body, LoadOptions.None, TestContext.Current.CancellationToken);
        return string.Join('\n', text.Descendants().Where(e => e.Name.LocalName == "p").Select(e => e.Value));
    }

    private static async Task<byte[]> DownloadAsync(BoardSite board, string query, string format)
    {
        using var response = await ExportAsync(board, query, format);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> ExportAsync(BoardSite board, string query, string format, string purpose = Purpose)
    {
        var page = BoardSite.At(board.World.District, "/danh-sach/xuat" + query);
        return board.Board.FillInAsync(page, "Xuất danh sách", ("Purpose", purpose), ("dinh-dang", format));
    }

    /// <summary>Second column below the header, as far as rows are numbered.</summary>
    private static List<string> Members(string[][] rows)
    {
        var header = Array.FindIndex(rows, row => row.Length > 1 && row[1] == "Họ và tên");
        return
        [
            .. rows.Skip(header + 1)
                .TakeWhile((row, i) => row[0] == (i + 1).ToString(CultureInfo.InvariantCulture))
                .Select(row => row[1]),
        ];
    }

    private static string[][] CsvRows(byte[] file)
    {
        Assert.Equal(Encoding.UTF8.Preamble, file.AsSpan(0, 3));
        var lines = Encoding.UTF8.GetString(file.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())];
    }

    /// <summary>Cells of the only sheet, read as the format says and not by what wrote it.</summary>
    private static string[][] XlsxRows(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return [.. Named(XDocument.Load(sheet), "row").Select(row => row.Elements().Select(Text).ToArray())];

        static IEnumerable<XElement> Named(XContainer within, string name) => within.Descendants().Where(e => e.Name.LocalName == name);
        static string Text(XElement cell) => string.Concat(Named(cell, "t").Concat(Named(cell, "v")).Select(e => e.Value));
    }
}
