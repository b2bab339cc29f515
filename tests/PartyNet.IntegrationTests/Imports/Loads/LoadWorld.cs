using System.Text;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>Loads lists as the pages do, as somebody who is signed in.</summary>
internal static class LoadWorld
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    /// <summary>A list of members with the header of <see cref="ImportWorld"/>.</summary>
    public static byte[] Members(params string[] rows) => Csv([ImportWorld.Header, .. rows]);

    public static async Task<Guid> StartedAsync(
        this World world, AccessScope caller, Unit unit, byte[] file, ImportKind kind = ImportKind.Members, string name = "danh-sach.csv")
    {
        var started = await world.StartAsync(caller, unit, file, kind, name: name);
        Assert.False(started.IsError, started.IsError ? started.FirstError.Description : "");
        return started.Value;
    }

    public static Task<ErrorOr<Guid>> StartAsync(
        this World world, AccessScope caller, Unit unit, byte[] file, ImportKind kind = ImportKind.Members, Guid? requestKey = null,
        string name = "danh-sach.csv") =>
        world.RunAsync<StartLoad, ErrorOr<Guid>>(
            caller, use => use.HandleAsync(new(unit, kind, name, file, requestKey ?? Guid.CreateVersion7()), Stop));

    public static async Task<ReadingView> ReadingAsync(this World world, AccessScope caller, Unit unit, Guid load)
    {
        var reading = await world.RunAsync<GetReading, ErrorOr<ReadingView>>(caller, use => use.HandleAsync(new(unit, load), Stop));
        Assert.False(reading.IsError, reading.IsError ? reading.FirstError.Description : "");
        return reading.Value;
    }

    public static Task<ErrorOr<Success>> ReadAsync(this World world, AccessScope caller, Unit unit, Guid load, ListReading reading) =>
        world.RunAsync<ReadLoad, ErrorOr<Success>>(caller, use => use.HandleAsync(new(unit, load, reading), Stop));

    public static async Task<LoadView> LoadAsync(this World world, AccessScope caller, Unit unit, Guid load) =>
        (await world.RunAsync<GetLoad, ErrorOr<LoadView>>(caller, use => use.HandleAsync(new(unit, load), Stop))).Value;
}
