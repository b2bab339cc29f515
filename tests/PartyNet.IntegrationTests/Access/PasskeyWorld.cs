using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Somebody with devices that hold passkeys: each step a request of its own.</summary>
internal static class PasskeyWorld
{
    public static readonly PasskeySite Office = PasskeySite.Of("https", "ke-khai.example.vn")!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PasskeyRequest> OfferPasskeyAsync(this World world, AccessScope scope, PasskeySite? site = null) =>
        (await world.RunAsync<OfferPasskey, ErrorOr<PasskeyRequest>>(
            scope, use => use.HandleAsync(new OfferPasskey.Query(site ?? Office), Stop))).Value;

    public static Task<ErrorOr<Success>> AddPasskeyAsync(
        this World world, AccessScope scope, PasskeyAnswer? answer, string name = "Điện thoại của tôi", Guid? key = null) =>
        world.RunAsync<AddPasskey, ErrorOr<Success>>(
            scope, use => use.HandleAsync(new AddPasskey.Command(name, answer, key ?? Guid.CreateVersion7()), Stop));

    /// <summary>The device makes a passkey for whoever asks, and the site keeps it.</summary>
    public static async Task AddPasskeyAsync(this World world, AccessScope scope, SoftPasskey device, string name = "Điện thoại của tôi")
    {
        var asked = await world.OfferPasskeyAsync(scope);
        var made = device.Make(asked.Options, Office.Origin);
        var added = await world.AddPasskeyAsync(scope, new PasskeyAnswer(made, asked.State, Office), name);
        Assert.False(added.IsError, added.IsError ? added.FirstError.Description : "");
    }

    public static Task<ErrorOr<Success>> RemovePasskeyAsync(this World world, AccessScope scope, Guid passkey) =>
        world.RunAsync<RemovePasskey, ErrorOr<Success>>(
            scope, use => use.HandleAsync(new RemovePasskey.Command(passkey, Guid.CreateVersion7()), Stop));

    public static async Task<IReadOnlyList<MyPasskey>> PasskeysAsync(this World world, AccessScope scope) =>
        (await world.RunAsync<ListMyPasskeys, ErrorOr<IReadOnlyList<MyPasskey>>>(scope, use => use.HandleAsync(Stop))).Value;

    public static async Task<PasskeyRequest> AskForPasskeyAsync(this World world, AccessScope? caller = null, PasskeySite? site = null) =>
        (await world.RunAsync<AskForPasskey, ErrorOr<PasskeyRequest>>(
            caller ?? AccessScope.Nobody, use => use.HandleAsync(new AskForPasskey.Query(site ?? Office), Stop))).Value;

    public static Task<ErrorOr<SignedIn>> SignInAsync(this World world, PasskeyAnswer? answer, string? network = null) =>
        world.RunAsync<SignInWithPasskey, ErrorOr<SignedIn>>(AccessScope.Nobody, use =>
            use.HandleAsync(new SignInWithPasskey.Command(answer, network ?? Visitor.NewNetwork()), Stop));

    /// <summary>Signs in with the device as a browser at the site does.</summary>
    public static async Task<ErrorOr<SignedIn>> SignInAsync(
        this World world, SoftPasskey device, string? origin = null, string? network = null, AccessScope? caller = null)
    {
        var asked = await world.AskForPasskeyAsync(caller);
        var shown = device.Show(asked.Options, origin ?? Office.Origin);
        return await world.SignInAsync(new PasskeyAnswer(shown, asked.State, Office), network);
    }

    public static Task<int> SessionsAsync(this World world, Guid user) =>
        world.ReadAsync(AccessScope.SignIn, db => db.Sessions.CountAsync(s => s.UserId == user, Stop));
}
