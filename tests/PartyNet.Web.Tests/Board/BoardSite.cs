using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>
/// A board at a browser, a district whose members stand in every state and differ in everything that a list is narrowed by, and plain
/// SQL beside it: what the pages say is compared with the tables themselves, not with the product's queries.
/// </summary>
internal sealed class BoardSite
{
    private static readonly TypedAccount Zalo = new("zalo", "0905000001");
    private static readonly TypedAccount Facebook = new("facebook", "fb.com/an.le.14", "An Lê");
    private static readonly TypedAccount TikTok = new("tiktok", "@an.le.14");

    private readonly TestDatabase _database;

    private BoardSite(TestDatabase database, World world, SiteBrowser board) => (_database, World, Board) = (database, world, board);

    public World World { get; }

    public SiteBrowser Board { get; }

    public static string At(Unit unit, string rest = "") => $"/ban/{unit.Code}{rest}";

    /// <summary>A district without members.</summary>
    public static async Task<BoardSite> EmptyAsync(Site site)
    {
        var world = await site.Database.NewWorldAsync();
        return new BoardSite(site.Database, world, await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District))));
    }

    public static async Task<BoardSite> FilledAsync(Site site)
    {
        var board = await EmptyAsync(site);
        var world = board.World;
        var (full, retired) = (MemberKind.Full, WorkStatus.Retired);
        var an = await MemberAsync(world.Branch, "Lê Văn An", full, WorkStatus.Serving);
        await world.DeclareAsync(an, DeclarationState.Confirmed, Zalo, Facebook, TikTok);
        await world.DeclareAsync(await MemberAsync(world.Branch, "Đỗ Văn Ăn", full, retired), DeclarationState.Confirmed);
        var waiting = await MemberAsync(world.Branch, "Trần Thị Ân", MemberKind.Probationary, WorkStatus.Serving);
        await world.DeclareAsync(waiting, DeclarationState.Submitted, Facebook);
        var returned = await MemberAsync(world.SecondBranch, "Nguyễn Thị Thuý", full, WorkStatus.Other);
        await world.DeclareAsync(returned, DeclarationState.Returned, Zalo);
        await MemberAsync(world.SecondBranch, "Phạm Thị Đào", full, WorkStatus.Unknown);
        await MemberAsync(world.SecondBranch, "Phạm Thị Dung", full, retired, ActivityStatus.Exempt);
        await MemberAsync(world.OtherBranch, "Vũ Văn Chuyển", full, retired, ActivityStatus.TransferredOut);
        await MemberAsync(world.OtherBranch, "Vũ Văn Rời", full, retired, ActivityStatus.Left);
        await MemberAsync(world.OtherBranch, "Vũ Văn Khuất", full, retired, ActivityStatus.Deceased);
        // Confirmed, and declared once more since: what is in force counts on platforms, what waits counts as state.
        var again = await MemberAsync(world.OtherBranch, "Hoàng Văn Thuỷ", full, retired);
        await world.DeclareAsync(again, DeclarationState.Confirmed, TikTok);
        await world.DeclareAsync(again, DeclarationState.Submitted, Facebook);
        for (var i = 0; i < 28; i++)
            await MemberAsync(world.OtherBranch, $"Bùi Văn {(char)('A' + i % 26)}", full, i % 2 == 0 ? retired : WorkStatus.Serving);
        return board;

        Task<Member> MemberAsync(
            Unit branch, string name, MemberKind kind, WorkStatus work, ActivityStatus status = ActivityStatus.Active) =>
            world.MemberAsync(branch, name, kind: kind, work: work, shape: m =>
            {
                m.Born(null, 1960);
                m.ChangeStatus(status);
            });
    }

    /// <summary>Names of the members of the district of whom <paramref name="condition"/> is true, in roster order.</summary>
    public Task<List<string>> NamesAsync(string condition, Unit? unit = null) => QueryAsync(
        $"""
        select m.full_name from registry.members m
        where m.unit_path ^@ $1 and ({condition})
        order by m.roster_key collate "C"
        """,
        (unit ?? World.District).Path.Value);

    public async Task<List<string>> QueryAsync(string sql, params object[] values)
    {
        await using var connection = await _database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }

    /// <summary>What people read in the main part of a page.</summary>
    public static string MainWords(IDocument page) => Words(page.QuerySelector("main")!);

    /// <summary>Every page of a list from the address on, by its links "next", then all the way back by "previous".</summary>
    public async Task<List<string>> WalkAsync(string address)
    {
        var pages = new List<IHtmlDocument> { await Board.OpenAsync(address) };
        while (pages[^1].QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next)
            pages.Add(await Board.OpenAsync(next));

        var back = pages[^1];
        for (var i = pages.Count - 2; i >= 0; i--)
        {
            back = await Board.OpenAsync(back.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
            Assert.Equal(RowHeads(pages[i]), RowHeads(back));
        }

        Assert.Null(back.QuerySelector("a[rel=prev]"));
        return [.. pages.SelectMany(RowHeads)];
    }

    public static List<string> RowHeads(IDocument page) => [.. page.QuerySelectorAll("main tbody th").Select(Words)];

    /// <summary>Cells of the table, row by row, as people read them: without what is only spoken.</summary>
    public static List<string> Rows(IDocument page)
    {
        foreach (var spoken in page.QuerySelectorAll("main tbody .visually-hidden").ToList())
            spoken.Remove();
        return [.. page.QuerySelectorAll("main tbody tr").Select(row => string.Join(" | ", row.Children.Select(Words)))];
    }

    public static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
