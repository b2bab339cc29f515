using ErrorOr;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Declarations;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Audit;

/// <summary>Whoever walks through declarations or lists is slowed down, and the level above is told.</summary>
[Trait("Security", "B4")]
public sealed class HeavyReadingTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Declarations_opened_at_once_stop_at_sixty_a_minute_and_go_on_when_the_minute_is_over()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var declaration = await world.DeclareAsync(await world.MemberAsync());
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);

        var answers = await TogetherAsync(75, () => OpenAsync(world, secretary, declaration));

        Assert.Equal(60, answers.Count(a => !a.IsError));
        Assert.All(answers.Where(a => a.IsError), refused =>
        {
            Assert.Equal(429, refused.FirstError.NumericType);
            Assert.Equal(TestDatabase.Morning.AddMinutes(1), refused.FirstError.FreeFrom());
            Assert.Contains("08:01 ngày 23/11/2026", refused.FirstError.Description, StringComparison.Ordinal);
        });
        Assert.Equal(60L, await CountAsync(secretary, ProcessType.DeclarationViewed));
        // The limit of a minute is unusual by itself; however many met it, the level above is told once.
        Assert.Equal(1L, await CountAsync(secretary, ProcessType.UnusualReading));

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await OpenAsync(world, secretary, declaration)).IsError);
    }

    [Fact]
    public async Task Four_hundred_an_hour_are_the_most()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var declaration = await world.DeclareAsync(await world.MemberAsync());
        var user = await world.UserAsync(null, (Role.Secretary, world.Branch));
        var secretary = await world.ScopeOfAsync(user);
        var opened = 0;
        for (; opened < 401; opened++)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            if ((await OpenAsync(world, secretary, declaration)).IsError)
                break;
        }

        Assert.Equal(400, opened);
        var refused = (await OpenAsync(world, secretary, declaration)).FirstError;
        Assert.Contains("400 bản kê khai", refused.Description, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await OpenAsync(world, await world.ScopeOfAsync(user), declaration)).IsError);
    }

    [Fact]
    public async Task Whoever_asks_many_times_at_once_does_not_slip_past_the_limit_of_an_hour()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var declaration = await world.DeclareAsync(await world.MemberAsync());
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        for (var i = 0; i < 390; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.False((await OpenAsync(world, secretary, declaration)).IsError);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => OpenAsync(world, secretary, declaration)));

        Assert.Equal(10, answers.Count(a => !a.IsError));
        Assert.All(answers.Where(a => a.IsError), refused =>
            Assert.Equal(TestDatabase.Morning.AddHours(1).AddSeconds(2), refused.FirstError.FreeFrom()));
        Assert.Equal(400L, await CountAsync(secretary, ProcessType.DeclarationViewed));
    }

    [Fact]
    public async Task The_level_above_reads_who_opened_ninety_declarations_within_an_hour_and_nobody_else_does()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var declarations = new List<Declaration>();
        for (var i = 0; i < 90; i++)
            declarations.Add(await world.DeclareAsync(await world.MemberAsync(i % 2 == 0 ? world.Branch : world.SecondBranch)));
        var officer = await world.MemberAsync(name: "Nguyễn Văn Thư");
        var user = await world.UserAsync(officer, (Role.Secretary, world.Branch), (Role.Secretary, world.SecondBranch));
        var secretary = await world.ScopeOfAsync(user);
        var committee = await world.ScopeAsync(Role.Committee, world.Grassroots);
        var board = await world.ScopeAsync(Role.Board, world.District);
        var elsewhere = await world.ScopeAsync(Role.Committee, world.OtherGrassroots);

        // Every declaration twice: what counts is how many different ones.
        foreach (var declaration in declarations.Take(89).SelectMany(d => new[] { d, d }))
        {
            clock.Advance(TimeSpan.FromSeconds(9));
            Assert.False((await OpenAsync(world, secretary, declaration)).IsError);
        }

        Assert.Empty(await AlarmsAsync(world, committee));
        Assert.False((await OpenAsync(world, secretary, declarations[^1])).IsError);
        Assert.False((await OpenAsync(world, secretary, declarations[^1])).IsError);

        foreach (var above in new[] { committee, board })
        {
            var alarm = Assert.Single(await AlarmsAsync(world, above));
            Assert.Equal(
                ("Nguyễn Văn Thư", Role.Secretary, 90, clock.GetUtcNow()), (alarm.FullName, alarm.Role, alarm.Declarations, alarm.At));
        }

        Assert.Empty(await AlarmsAsync(world, elsewhere));
        Assert.Empty(await AlarmsAsync(world, secretary));
        clock.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await AlarmsAsync(world, await world.ScopeAsync(Role.Committee, world.Grassroots)));
    }

    [Fact]
    public async Task Lists_are_walked_at_three_hundred_pages_a_minute_at_most_and_the_first_page_is_always_there()
    {
        var world = await database.NewWorldAsync();
        var first = await world.MemberAsync(name: "Nguyễn Văn A");
        await world.MemberAsync(name: "Nguyễn Văn B");
        var board = await world.ScopeAsync(Role.Board, world.District);
        Task<ErrorOr<BranchMembers>> ListAsync(PageCursor? cursor) => world.RunAsync<ListBranchMembers, ErrorOr<BranchMembers>>(
            board, use => use.HandleAsync(new(world.Branch, Cursor: cursor), Stop));

        var pages = await TogetherAsync(310, () => ListAsync(new PageCursor(After: first.Code)));

        Assert.Equal(300, pages.Count(p => !p.IsError));
        Assert.All(pages.Where(p => p.IsError), refused => Assert.Equal(429, refused.FirstError.NumericType));
        Assert.Equal(300L, await CountAsync(board, ProcessType.MembersViewed));
        Assert.False((await ListAsync(null)).IsError);
    }

    /// <summary>Asks fifteen at a time.</summary>
    private static async Task<List<T>> TogetherAsync<T>(int times, Func<Task<T>> ask)
    {
        var answers = new List<T>();
        foreach (var together in Enumerable.Range(0, times).Chunk(15))
            answers.AddRange(await Task.WhenAll(together.Select(_ => ask())));
        return answers;
    }

    private static Task<ErrorOr<DeclarationUnderReview>> OpenAsync(World world, AccessScope scope, Declaration declaration) =>
        world.RunAsync<GetDeclarationForReview, ErrorOr<DeclarationUnderReview>>(scope, async use =>
        {
            var unit = declaration.UnitPath == world.Branch.Path ? world.Branch : world.SecondBranch;
            return await use.HandleAsync(new(unit, declaration.Id), Stop);
        });

    private static async Task<IReadOnlyList<UnusualReadingSeen>> AlarmsAsync(World world, AccessScope scope) =>
        [.. (await world.RunAsync<GetBoardHome, IReadOnlyList<BoardHome>>(scope, use => use.HandleAsync(Stop))).SelectMany(h => h.Unusual)];

    private async Task<long> CountAsync(AccessScope scope, ProcessType type)
    {
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("select count(*) from audit.processes where actor_id = $1 and type = $2", superuser)
        {
            Parameters = { new() { Value = scope.UserId!.Value }, new() { Value = (short)type } },
        };
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
