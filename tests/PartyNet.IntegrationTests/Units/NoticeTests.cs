using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Units;

public sealed class NoticeTests(TestDatabase database)
{
    [Fact]
    public async Task A_published_notice_is_in_force_under_its_number_and_earlier_ones_stay()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        Assert.Equal(1, (await PublishAsync(world, board, 1, "Thông báo thứ nhất")).Value);
        Assert.Equal(2, (await PublishAsync(world, board, 2, "Thông báo thứ hai")).Value);

        var notices = await NoticesAsync(world, board, world.District);
        Assert.Equal([(2, "Thông báo thứ hai"), (1, "Thông báo thứ nhất")], notices.Own.Select(n => (n.Number, n.Title)));
        Assert.Equal(2, notices.InForce!.Number);
        Assert.Equal(3, notices.NextNumber);
        var process = await world.ReadAsync(
            world.Everything,
            db => db.Processes.Where(p => p.Type == ProcessType.NoticePublished && p.UnitId == world.District.Id).ToListAsync()
        );
        Assert.Equal(2, process.Count);
    }

    [Fact]
    public async Task Text_is_kept_in_paragraphs_and_cleaned_of_what_nobody_sees()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        await PublishAsync(
            world,
            board,
            1,
            " Thông  báo\u200B ",
            "\r\n\r\nMục đích:  tổng hợp.  \r\n\r\n\r\n\r\nCăn cứ: nghị quyết.\r\nLưu 5 năm.\r\n\r\n"
        );

        var notice = (await NoticesAsync(world, board, world.District)).InForce!;
        Assert.Equal("Thông báo", notice.Title);
        Assert.Equal("Mục đích: tổng hợp.\n\nCăn cứ: nghị quyết.\nLưu 5 năm.", notice.Body);
    }

    [Fact]
    public async Task A_unit_without_its_own_notice_shows_the_nearest_above()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        Assert.Null((await NoticesAsync(world, board, world.Branch)).InForce);

        await PublishAsync(world, board, 1, "Của huyện");
        Assert.Equal(("Của huyện", world.District.Name), Told((await NoticesAsync(world, board, world.Branch)).InForce!));
        await PublishAsync(world, board, 1, "Của xã", unit: world.Grassroots);
        Assert.Equal(("Của xã", world.Grassroots.Name), Told((await NoticesAsync(world, board, world.Branch)).InForce!));
        Assert.Equal(("Của huyện", world.District.Name), Told((await NoticesAsync(world, board, world.OtherBranch)).InForce!));

        static (string Title, string Unit) Told(NoticeRow notice) => (notice.Title, notice.UnitName);
    }

    [Theory]
    [InlineData("", "Nội dung", nameof(PublishNotice.Command.Title))]
    [InlineData("Tiêu đề", " \r\n ", nameof(PublishNotice.Command.Body))]
    public async Task Title_and_text_are_required(string title, string body, string field)
    {
        var world = await database.NewWorldAsync();

        var refused = await PublishAsync(world, await world.ScopeAsync(Role.Board, world.District), 1, title, body);

        Assert.Equal(field, refused.FirstError.Code);
    }

    [Fact]
    public async Task Of_two_boards_that_publish_the_same_number_one_wins_and_the_other_is_told()
    {
        var world = await database.NewWorldAsync();
        var scopes = new[] { await world.ScopeAsync(Role.Board, world.District), await world.ScopeAsync(Role.Board, world.District) };

        var results = await Task.WhenAll(scopes.Select((scope, i) => PublishAsync(world, scope, 1, $"Thông báo của ban {i}")));

        Assert.Single(results, r => !r.IsError);
        Assert.Equal(ErrorType.Conflict, Assert.Single(results, r => r.IsError).FirstError.Type);
        Assert.Single((await NoticesAsync(world, scopes[0], world.District)).Own);
    }

    [Fact]
    public async Task The_same_form_sent_twice_publishes_once()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        var key = Guid.CreateVersion7();

        await PublishAsync(world, board, 1, "Thông báo", key: key);
        Assert.Equal(1, (await PublishAsync(world, board, 1, "Thông báo", key: key)).Value);

        Assert.Single((await NoticesAsync(world, board, world.District)).Own);
    }

    [Fact]
    public async Task Only_a_board_publishes_and_only_within_its_unit()
    {
        var world = await database.NewWorldAsync();
        Assert.Equal(
            ErrorType.NotFound,
            (await PublishAsync(world, await world.ScopeAsync(Role.Committee, world.District), 1, "Thông báo")).FirstError.Type
        );
        Assert.Equal(
            ErrorType.NotFound,
            (await PublishAsync(world, await world.ScopeAsync(Role.Board, world.Grassroots), 1, "Thông báo")).FirstError.Type
        );
        Assert.Equal(
            ErrorType.NotFound,
            (await PublishAsync(world, await world.ScopeAsync(Role.Secretary, world.Branch), 1, "Thông báo", unit: world.Branch))
                .FirstError
                .Type
        );
    }

    private static Task<ErrorOr<int>> PublishAsync(
        World world,
        AccessScope scope,
        int number,
        string title,
        string body = "Nội dung",
        Unit? unit = null,
        Guid? key = null
    ) =>
        world.RunAsync<PublishNotice, ErrorOr<int>>(
            scope,
            use =>
                use.HandleAsync(
                    new PublishNotice.Command(unit ?? world.District, number, title, body, key ?? Guid.CreateVersion7()),
                    TestContext.Current.CancellationToken
                )
        );

    private static async Task<UnitNotices> NoticesAsync(World world, AccessScope scope, Unit unit)
    {
        var notices = await world.RunAsync<ListNotices, ErrorOr<UnitNotices>>(
            scope,
            use => use.HandleAsync(new ListNotices.Query(unit), TestContext.Current.CancellationToken)
        );
        Assert.False(notices.IsError);
        return notices.Value;
    }
}
