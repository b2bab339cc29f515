using ErrorOr;
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

    private sealed class Heard : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }
}
