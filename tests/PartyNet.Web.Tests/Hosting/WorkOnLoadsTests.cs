using System.Text;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>The worker of the site.</summary>
public sealed class WorkOnLoadsTests(Site site)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_asks_for_is_done_in_the_background_at_once()
    {
        var world = await World.CreateAsync(await site.ServicesAsync());
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var file = Encoding.UTF8.GetBytes("Họ và tên,Số CCCD\nLê Văn An,001060000001");
        var load = (await world.RunAsync<StartLoad, ErrorOr<Guid>>(
            secretary,
            use => use.HandleAsync(new(world.Branch, ImportKind.Members, "ds.csv", file, Guid.CreateVersion7()), Stop))).Value;
        Assert.False((await world.RunAsync<PlanLoad, ErrorOr<Success>>(
            secretary, use => use.HandleAsync(new(world.Branch, load), Stop))).IsError);
        Assert.False((await world.RunAsync<CommitLoad, ErrorOr<Success>>(
            secretary, use => use.HandleAsync(new(world.Branch, load, false), Stop))).IsError);

        LoadView view;
        do
            view = await LoadAsync(world, secretary, world.Branch, load);
        while (view.GoesOn);

        Assert.Equal((LoadState.Committed, null), (view.State, view.Failure));
        Assert.Equal(
            ["Lê Văn An"], await world.ReadAsync(world.Everything, db => Task.FromResult(db.Members.Select(m => m.FullName).ToList())));
    }

    private static async Task<LoadView> LoadAsync(World world, AccessScope caller, Unit unit, Guid load)
    {
        Stop.ThrowIfCancellationRequested();
        return (await world.RunAsync<GetLoad, ErrorOr<LoadView>>(caller, use => use.HandleAsync(new(unit, load), Stop))).Value;
    }
}
