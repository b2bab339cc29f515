using ErrorOr;
using Npgsql;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>How far work has come is told while it goes on, to whoever opens the page again.</summary>
public sealed class ProgressTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_and_undoing_tell_how_many_of_the_rows_that_change_are_done()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch) with { IsFresh = true };
        await world.ImportAsync(branch, Row("Lê Văn An", citizen: "001060000001", born: "1960"));
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Trần Thị Ba", citizen: "001161000002", born: "1961"),
            Row("Phạm Văn Tư", citizen: "001062000003", born: "1962")));
        var plan = (await world.LoadAsync(secretary, branch, load)).Plan!.Id;
        var (written, undone) = (new Heard(), new Heard());

        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        var waiting = await world.LoadAsync(secretary, branch, load);
        LoadSite.Done(await world.RunAsync<CommitImport, ErrorOr<Success>>(
            secretary, use => use.HandleAsync(new(branch, plan, Progress: written), Stop)));
        var report = await world.RunAsync<UndoImport, ErrorOr<UndoReport>>(
            secretary, use => use.HandleAsync(new(branch, plan, undone), Stop));

        Assert.Equal((LoadState.Committing, 3, 2), (waiting.State, waiting.Plan!.Rows, waiting.Of));
        Assert.Equal(2, written.Last);
        Assert.Equal((2, 2), (report.Value.Removed, undone.Last));
    }

    [Fact]
    public async Task How_far_a_worker_has_come_is_seen_by_whoever_opens_the_page_and_forgotten_at_the_end()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Trần Thị Ba", citizen: "001161000002", born: "1961"), Row("Phạm Văn Tư", citizen: "001062000003", born: "1962")));
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));

        var begun = await world.LoadAsync(secretary, branch, load);
        await TellAsync(site, load, 1);
        var halfway = await world.LoadAsync(secretary, branch, load);
        await site.Worker.WorkAsync(Stop);
        await TellAsync(site, load, 1);
        var ended = await world.LoadAsync(secretary, branch, load);

        Assert.Equal((LoadState.Committing, 0, 2), (begun.State, begun.Done, begun.Of));
        Assert.Equal((LoadState.Committing, 1, 2), (halfway.State, halfway.Done, halfway.Of));
        Assert.Equal((LoadState.Committed, 0), (ended.State, ended.Done));
    }

    /// <summary>As a worker does, once a second, over a connection beside its work.</summary>
    private static async Task TellAsync(LoadSite site, Guid load, int done)
    {
        await using var connection = await site.OpenAppAsync();
        await using var tell = new NpgsqlCommand($"select import.tell_progress('{load}', {done})", connection);
        await tell.ExecuteNonQueryAsync(Stop);
    }

    private sealed class Heard : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }
}
