using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Audit;

/// <summary>
/// Whoever opens a list looks at the records of those on the page: one event a page, which names exactly them, before the page is shown.
/// </summary>
[Trait("Security", "G2")]
public sealed class ListViewTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_page_of_the_members_names_those_on_it_and_no_others()
    {
        var world = await FilledAsync(PageCursor.Size + 3);
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);

        var first = await MembersAsync(world, secretary);
        var second = await MembersAsync(world, secretary, new PageCursor(After: first.Page.After));

        Assert.Equal((PageCursor.Size, 3), (first.Page.Rows.Count, second.Page.Rows.Count));
        Assert.Equal(
            [
                (ProcessType.MembersViewed, "MembersShown", Named(first.Page.Rows.Select(r => r.FullName))),
                (ProcessType.MembersViewed, "MembersShown", Named(second.Page.Rows.Select(r => r.FullName))),
            ],
            await LooksAsync(secretary));
    }

    [Fact]
    public async Task A_search_is_one_look_that_names_whom_its_page_shows()
    {
        var world = await FilledAsync(2);
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var board = await world.ScopeAsync(Role.Board, world.District);

        await MembersAsync(world, secretary, search: "nguyen van b");
        await MembersAsync(world, secretary, search: "khong co ai");
        await RosterAsync(world, board, new RosterFilter(Name: "nguyen van a"));

        Assert.Equal(
            [(ProcessType.MembersSearched, "MembersSearched", "Nguyễn Văn B"), (ProcessType.MembersSearched, "MembersSearched", "")],
            await LooksAsync(secretary));
        Assert.Equal([(ProcessType.MembersSearched, "MembersSearched", "Nguyễn Văn A")], await LooksAsync(board));
    }

    [Fact]
    public async Task The_roster_the_home_of_a_branch_and_the_queue_name_whom_they_show()
    {
        var world = await FilledAsync(1);
        var waiting = await world.MemberAsync(name: "Trần Thị Chờ");
        await world.DeclareAsync(waiting, ("zalo", "0905000001"));
        var board = await world.ScopeAsync(Role.Board, world.District);

        await RosterAsync(world, board, RosterFilter.None);
        await world.RunAsync<GetBranchHome, ErrorOr<BranchHome>>(board, use => use.HandleAsync(new(world.Branch), Stop));
        await world.RunAsync<ListReviewQueue, ErrorOr<ReviewQueue>>(
            board, use => use.HandleAsync(new(world.District, Everything: true), Stop));

        Assert.Equal(
            [
                (ProcessType.RosterViewed, "MembersShown", "Nguyễn Văn A, Trần Thị Chờ"),
                (ProcessType.MembersViewed, "MembersShown", "Nguyễn Văn A, Trần Thị Chờ"),
                (ProcessType.ReviewQueueViewed, "MembersShown", "Trần Thị Chờ"),
            ],
            await LooksAsync(board));
    }

    [Fact]
    public async Task Coverage_and_lists_without_anybody_are_no_looks()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        await RosterAsync(world, board, RosterFilter.None);
        await MembersAsync(world, board);
        await world.RunAsync<ListReviewQueue, ErrorOr<ReviewQueue>>(board, use => use.HandleAsync(new(world.District), Stop));
        await world.RunAsync<GetCoverage, ErrorOr<Coverage>>(board, use => use.HandleAsync(new(world.District), Stop));
        Assert.Empty(await LooksAsync(board));

        // The page that asks what an export is for says how many are in it, and shows nobody.
        await world.MemberAsync();
        await world.RunAsync<ListRoster, ErrorOr<RosterPage>>(
            board, use => use.HandleAsync(new(world.District, RosterFilter.None, PageCursor.First, IsShown: false), Stop));
        Assert.Empty(await LooksAsync(board));
    }

    [Theory]
    [InlineData("members")]
    [InlineData("queue")]
    [InlineData("roster")]
    [InlineData("home")]
    public async Task What_cannot_be_recorded_is_not_shown(string list)
    {
        var world = await FilledAsync(1);
        await world.DeclareAsync(await world.MemberAsync(), ("zalo", "0905000001"));
        var board = await world.ScopeAsync(Role.Board, world.District);
        Func<IServiceProvider, Task> open = list switch
        {
            "members" => services => services.GetRequiredService<ListBranchMembers>().HandleAsync(new(world.Branch), Stop),
            "queue" => services => services.GetRequiredService<ListReviewQueue>().HandleAsync(new(world.District, true), Stop),
            "roster" => services => services.GetRequiredService<ListRoster>().HandleAsync(
                new(world.District, RosterFilter.None, PageCursor.First), Stop),
            _ => services => services.GetRequiredService<GetBranchHome>().HandleAsync(new(world.Branch), Stop),
        };

        await Assert.ThrowsAnyAsync<Exception>(() => world.RunAsync<IServiceProvider, bool>(board, async services =>
        {
            // A process says in which request it was begun, so the record is refused. While it is executed: what fails while it is
            // prepared loses the thread of a connection that other tests have next (PreparedStatementTests).
            services.GetRequiredService<AccessContext>().RequestId = null!;
            await open(services);
            return true;
        }));
    }

    private async Task<World> FilledAsync(int members)
    {
        var world = await database.NewWorldAsync();
        for (var i = 0; i < members; i++)
            await world.MemberAsync();
        return world;
    }

    private static async Task<BranchMembers> MembersAsync(
        World world, AccessScope scope, PageCursor? cursor = null, string? search = null) =>
        (await world.RunAsync<ListBranchMembers, ErrorOr<BranchMembers>>(
            scope, use => use.HandleAsync(new(world.Branch, search, Cursor: cursor), Stop))).Value;

    private static async Task<RosterPage> RosterAsync(World world, AccessScope scope, RosterFilter filter) =>
        (await world.RunAsync<ListRoster, ErrorOr<RosterPage>>(
            scope, use => use.HandleAsync(new(world.District, filter, PageCursor.First), Stop))).Value;

    private static string Named(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    /// <summary>What the user has looked at: type, event and the names of those concerned, in the order of audit.</summary>
    private async Task<List<(ProcessType Type, string Event, string Names)>> LooksAsync(AccessScope scope)
    {
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            """
            select p.type, (select string_agg(e.type, '+') from audit.process_events e where e.process_id = p.id),
                coalesce((select string_agg(m.full_name, ', ' order by m.full_name collate "C")
                    from audit.process_subjects s join registry.members m on m.id = s.member_id where s.process_id = p.id), '')
            from audit.processes p where p.actor_id = $1 and p.type in (204, 205, 206, 304) order by p.sequence
            """, superuser)
        {
            Parameters = { new() { Value = scope.UserId!.Value } },
        };
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var looks = new List<(ProcessType, string, string)>();
        while (await rows.ReadAsync(Stop))
            looks.Add(((ProcessType)rows.GetInt16(0), rows.GetString(1), rows.GetString(2)));
        return looks;
    }
}
