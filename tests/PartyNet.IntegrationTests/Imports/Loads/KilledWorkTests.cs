using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>
/// Lists are loaded and undone by workers that are killed, each of them at another moment of its work: now before the database hears what
/// they say, now before they hear its answer.
/// </summary>
public sealed class KilledWorkTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ImportKind.Members, 20)]
    [InlineData(ImportKind.Roles, 20)]
    [InlineData(ImportKind.Units, 8)]
    [InlineData(ImportKind.Accounts, 8)]
    [Trait("Security", "F4")]
    public async Task Wherever_a_worker_is_killed_all_of_a_list_is_done_or_nothing_and_the_next_one_ends_it(ImportKind kind, int deaths)
    {
        await using var wire = new Wire();
        await using var site = await LoadSite.OpenAsync(databases, wire.LeadThrough);
        var (world, district) = (site.World, site.World.District);
        var board = await world.ScopeAsync(Role.Board, district);
        await world.ImportAsync(
            world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Lê Văn Ba", citizen: "001061000002", born: "1961"));
        var list = List(kind, world);
        var before = await StandAsync(site);
        // The first time connections are made as well.
        await OnceAsync(site, wire, board, list);
        var (committing, undoing, after) = await OnceAsync(site, wire, board, list);
        Assert.NotEqual(before, after);
        Assert.Equal(before, await StandAsync(site));

        for (var death = 0; death < deaths; death++)
        {
            var load = await site.PlannedAsync(board, district, list.File, kind);

            LoadSite.Done(await site.CommitAsync(board, district, load));
            await KilledAsync(site, wire, committing, death, deaths);
            Assert.Contains(await StandAsync(site), new[] { before, after });
            Assert.Equal((LoadState.Committed, null), await EndedAsync(site, board, load));
            Assert.Equal(after, await StandAsync(site));

            LoadSite.Done(await site.UndoAsync(board, district, load));
            await KilledAsync(site, wire, undoing, death, deaths);
            Assert.Contains(await StandAsync(site), new[] { before, after });
            Assert.Equal((LoadState.Undone, null), await EndedAsync(site, board, load));
            Assert.Equal(before, await StandAsync(site));
        }

        // Each act once, with its record.
        Assert.Equal(
            [$"{deaths + 2}|{deaths + 2}|{deaths + 2}|0"],
            await site.SqlAsync("""
                select count(*) filter (where type = 'ImportCommitted'), count(*) filter (where type = 'ImportUndone'),
                    (select count(*) from import.plans where undone_at is not null), (select count(*) from import.orders)
                from audit.process_events where payload->>'planId' in (select plan_id::text from import.loads)
                """));
    }

    /// <summary>
    /// Somebody new, somebody with a number more and somebody in another branch; or two roles, or two units, or two accounts.
    /// </summary>
    private static (ImportKind Kind, byte[] File) List(ImportKind kind, World world) => (kind, kind switch
    {
        ImportKind.Members => LoadWorld.Members(
            Row("Lê Văn Mới", citizen: "001062000003", born: "1962", branch: world.Branch.Code),
            Row("Lê Văn An", citizen: "001060000001", born: "1960", branch: world.Branch.Code, phone: "0912345678"),
            Row("Lê Văn Ba", citizen: "001061000002", born: "1961", branch: world.SecondBranch.Code)),
        ImportKind.Roles => LoadWorld.Csv(
            "Mã tổ chức,Họ và tên,Số định danh,Vai trò,Đến hết ngày", $"{world.Branch.Code},Lê Văn An,001060000001,Bí thư chi bộ,",
            $"{world.Grassroots.Code},Lê Văn Ba,001061000002,Cấp ủy,"),
        ImportKind.Units => LoadWorld.Csv(
            "Mã,Tên,Loại,Mã cấp trên", $"MOI-1,Chi bộ Mới,Chi bộ,{world.Grassroots.Code}",
            $"{world.SecondBranch.Code},Chi bộ đổi tên,Chi bộ,{world.Grassroots.Code}"),
        ImportKind.Accounts => LoadWorld.Csv(
            "Họ và tên,Số CCCD,Facebook", "Lê Văn An,001060000001,facebook.com/le.an.mau", "Lê Văn Ba,001061000002,facebook.com/le.ba.mau"),
    });

    /// <summary>How long both ways are, and how the registry stands in between.</summary>
    private static async Task<(int Committing, int Undoing, string After)> OnceAsync(
        LoadSite site, Wire wire, AccessScope board, (ImportKind Kind, byte[] File) list)
    {
        var district = site.World.District;
        var load = await site.PlannedAsync(board, district, list.File, list.Kind);
        LoadSite.Done(await site.CommitAsync(board, district, load));
        var committing = await RoundTripsAsync(site, wire);
        Assert.Equal((LoadState.Committed, null), await EndedAsync(site, board, load));
        var after = await StandAsync(site);
        LoadSite.Done(await site.UndoAsync(board, district, load));
        var undoing = await RoundTripsAsync(site, wire);
        Assert.Equal((LoadState.Undone, null), await EndedAsync(site, board, load));
        return (committing, undoing, after);
    }

    private static async Task<int> RoundTripsAsync(LoadSite site, Wire wire)
    {
        var before = wire.RoundTrips;
        await site.Worker.WorkOnceAsync(Stop);
        return wire.RoundTrips - before;
    }

    /// <summary>A worker that dies on the way, the later in the way the more have died before it.</summary>
    private static async Task KilledAsync(LoadSite site, Wire wire, int way, int death, int deaths)
    {
        wire.HangUpAt(1 + (death * (way - 1) / (deaths - 1)), isSent: death % 2 == 1);
        await Record.ExceptionAsync(() => site.Worker.WorkOnceAsync(Stop));
        Assert.True(wire.HasHungUp, $"Nobody was killed after {death} of {deaths} deaths in a way of {way} round trips.");
        site.StartAnew();
    }

    /// <summary>The next workers, until the work is done; the dead one's server may still hold the order for a moment.</summary>
    private static async Task<(LoadState, string?)> EndedAsync(LoadSite site, AccessScope board, Guid load)
    {
        while (true)
        {
            Stop.ThrowIfCancellationRequested();
            await site.Worker.WorkAsync(Stop);
            var view = await site.World.LoadAsync(board, site.World.District, load);
            if (!view.GoesOn)
                return (view.State, view.Failure);
        }
    }

    /// <summary>What lists can change of the registry, as far as it says who and how many.</summary>
    private static async Task<string> StandAsync(LoadSite site) => string.Join('\n', await site.SqlAsync("""
        select 'member', m.full_name, u.code, m.phone is not null, count(p.id)
            from registry.members m join registry.units u on u.id = m.unit_id
            left join registry.placements p on p.member_id = m.id group by m.id, u.code
        union all select 'unit', u.name, u.code, false, 0 from registry.units u
        union all select 'role', g.role::text, u.code, g.member_id is not null, 0
            from access.grants g join registry.units u on u.id = g.unit_id where g.valid_to is null
        union all select 'index', b.field::text, '', false, count(*) from registry.blind_indexes b group by b.field
        union all select 'proposal', '', '', false, count(*) from registry.proposed_accounts
        order by 1, 2, 3
        """));
}
