using System.Net;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Declarations;
using PartyNet.Web.Tests.Hosting;
using PartyNet.Web.Tests.Review;

namespace PartyNet.Web.Tests.Protection;

/// <summary>A broken sealed cell shows as unreadable and is recorded; it takes no page down, and nothing is decided on it.</summary>
[Trait("Security", "C1")]
public sealed class BrokenCellTests(Site site)
{
    private const string Unreadable = "không đọc được";

    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");
    private static readonly TypedAccount Facebook = new("facebook", "fb.com/nguyen.van.mau");

    public static TheoryData<string> Ways => [.. BreakCell.Ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_declaration_with_an_unreadable_account_shows_the_rest_and_cannot_be_decided(string way)
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Facebook, Zalo);
        var sound = await review.Secretary.OpenAsync(review.Path(declaration));
        var account = await AccountAsync(declaration.Id, position: 1);
        await BreakAsync("registry.declared_accounts", "details", way, account);

        var page = await review.Secretary.OpenAsync(review.Path(declaration));

        var main = page.QuerySelector("main")!.TextContent;
        Assert.Contains(Unreadable, page.QuerySelector(".pn-card")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0912 345 678", main, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[name='Form.Version']"));
        Assert.Contains("nên chưa xác nhận hoặc trả lại được", main, StringComparison.Ordinal);
        foreach (var handler in new[] { "Confirm", "Return" })
        {
            using var answer = await review.DecideAsync(
                sound, declaration, handler, handler == "Return"
                    ? [(ReviewSite.WholeList(sound, "Ticked"), "true"), (ReviewSite.WholeList(sound, "Note"), "Thiếu tài khoản.")] : []);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains(
                "nên chưa xác nhận hoặc trả lại được",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }

        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(declaration.Id)).Status);
        await review.Secretary.OpenAsync(review.Path(declaration));
        Assert.Equal(("registry.declared_accounts.details", 1L), await RecordedAsync(account));
    }

    [Fact]
    public async Task The_member_reads_and_declares_again_what_cannot_be_read()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        await declarer.DeclareAsync(Facebook, Zalo);
        await declarer.ConfirmAsync();
        var account = await AccountAsync((await declarer.DeclarationsAsync()).Single().Id, position: 1);
        await BreakAsync("registry.declared_accounts", "details", "flipped in its text", account);

        foreach (var path in new[] { "/du-lieu-cua-toi", "/ke-khai/da-nop/1" })
        {
            var walk = await Walk.BeginAsync(site, declarer, path);
            Assert.Contains(Unreadable, walk.Text, StringComparison.Ordinal);
            Assert.Contains("0912 345 678", walk.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Chưa khai xong", (await Walk.BeginAsync(site, declarer, "/ke-khai/danh-sach")).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await declarer.DeclareAsync(Facebook)).Number);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_help_contact_whose_phone_cannot_be_read_takes_no_page_of_the_branch_down(string way)
    {
        var world = await site.Database.NewWorldAsync();
        await world.MemberAsync(phone: "+84905000009");
        var secretary = await world.MemberAsync(name: "Trần Thị Bưởi", phone: "+84987654321");
        await world.UserAsync(secretary, (Role.Secretary, world.Branch));
        var declarer = await Declarer.InAsync(world, phone: "+84912345678");
        await BreakAsync("registry.members", "phone", way, secretary.Id);

        foreach (var path in new[] { "/", "/ke-khai", "/du-lieu-cua-toi", "/du-lieu-cua-toi/ai-da-xem" })
        {
            var page = (await Walk.BeginAsync(site, declarer, path)).Page;
            Assert.Contains(
                $"Trần Thị Bưởi, bí thư chi bộ, điện thoại {Unreadable}", Words(page.QuerySelector("footer")!.TextContent),
                StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("footer a[href]"));
        }

        Assert.Equal(("registry.members.phone", 1L), await RecordedAsync(secretary.Id));
    }

    [Fact]
    public async Task Own_numbers_that_cannot_be_read_say_so_and_the_reviewer_is_told_that_nothing_was_compared()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declarer = await Declarer.InAsync(review.World, phone: "+84905000001");
        var declaration = await declarer.DeclareAsync(Zalo);
        await BreakAsync("registry.members", "phone", "flipped in its tag", declarer.Member.Id);

        var page = await review.Secretary.OpenAsync(review.Path(declaration));
        var mine = await Walk.BeginAsync(site, declarer, "/du-lieu-cua-toi");

        Assert.Contains("không đối chiếu được với số Zalo", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("[name='Form.Version']"));
        Assert.Contains(Unreadable, mine.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_cannot_be_read_says_so_to_the_member_and_to_the_reviewer()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declarer = await Declarer.InAsync(review.World);
        var declaration = await declarer.DeclareAsync(Zalo);
        await declarer.ReturnAsync((1, DefectField.Address, "Sai số"), (1, DefectField.DisplayName, "Ghi tên"));
        var note = await ReadAsync<Guid>(
            $"select id from registry.defects where declaration_id = '{declaration.Id}' and field = {(int)DefectField.Address}");
        await BreakAsync("registry.defects", "note", "swapped", note);

        var mine = (await Walk.BeginAsync(site, declarer, "/ke-khai")).Text;
        var page = (await review.Secretary.OpenAsync(review.Path(declaration))).QuerySelector("main")!.TextContent;

        Assert.All([mine, page], text => Assert.Contains(Unreadable, text, StringComparison.Ordinal));
        Assert.All([mine, page], text => Assert.Contains("Ghi tên", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_draft_that_cannot_be_read_begins_anew_and_is_not_submitted_unseen(string way)
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        await declarer.AddAsync("facebook", "fb.com/nguyen.van.mau");
        var check = await declarer.PageAsync();
        await BreakAsync("registry.declaration_drafts", "content", way, declarer.Member.Id, "member_id");

        Assert.True((await declarer.PostAsync(check)).IsError);
        var walk = await Walk.BeginAsync(site, declarer, "/ke-khai");
        Assert.Contains("Bản nháp không đọc được", walk.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "/ke-khai/danh-sach", "/ke-khai/kiem-tra" })
        {
            using var elsewhere = await (await site.SignedInAsync(declarer.User)).GetAsync(path);
            Assert.Equal("/ke-khai", elsewhere.Headers.Location?.ToString());
        }

        var browser = await site.SignedInAsync(declarer.User);
        using var again = await browser.FillInAsync("/ke-khai", "Bắt đầu lại");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(1, (await declarer.DeclareAsync(Zalo)).Number);
        Assert.Equal(("registry.declaration_drafts.content", 1L), await RecordedAsync(declarer.Member.Id));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task BreakAsync(string table, string column, string way, Guid row, string key = "id")
    {
        await using var superuser = await site.Database.OpenAsSuperuserAsync();
        await BreakCell.RunAsync(superuser, table, column, way, row, key);
    }

    private Task<Guid> AccountAsync(Guid declaration, int position) => ReadAsync<Guid>(
        $"select id from registry.declared_accounts where declaration_id = '{declaration}' and position = {position}");

    /// <summary>The column that the events of a row name, and how many events there are.</summary>
    private async Task<(string? Column, long Events)> RecordedAsync(Guid row) => (
        await ReadAsync<string>(
            $"""
            select max(e.payload ->> 'column') from audit.process_events e join audit.processes p on p.id = e.process_id
            where p.type = {(int)ProcessType.SealedValueUnreadable} and e.type = 'SealedValueUnreadable' and e.payload ->> 'rowId' = '{row}'
            """),
        await ReadAsync<long>($"select count(*) from audit.process_events where payload ->> 'rowId' = '{row}'"));

    private async Task<T> ReadAsync<T>(string sql)
    {
        await using var superuser = await site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(sql, superuser);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
