using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Somebody at the door, who is not signed in: each step a request of its own.</summary>
internal static class Visitor
{
    public const string Password = "mưa rơi trên mái tôn";

    public static Task<ErrorOr<Success>> SetPasswordAsync(this World world, string code, string password = Password) =>
        world.RunAsync<SetPassword, ErrorOr<Success>>(
            AccessScope.Nobody, use => use.HandleAsync(new SetPassword.Command(code, password), TestContext.Current.CancellationToken));

    public static Task<bool> CanUseAsync(this World world, string code) => world.RunAsync<CheckSetupLink, bool>(
        AccessScope.Nobody, use => use.HandleAsync(code, TestContext.Current.CancellationToken));

    public static Task<ErrorOr<SignedIn>> SignInAsync(
        this World world, string login, string password, string network, string? device = null) =>
        world.RunAsync<SignIn, ErrorOr<SignedIn>>(AccessScope.Nobody, use =>
            use.HandleAsync(new SignIn.Command(login, password, network, device), TestContext.Current.CancellationToken));

    /// <summary>From a network of one's own, unless one is named, and on a device that is new to the site, unless one is shown.</summary>
    public static Task<ErrorOr<SignedIn>> SignInAsync(
        this World world, User user, string password = Password, string? network = null, string? device = null) =>
        world.SignInAsync(user.UserName!, password, network ?? NewNetwork(), device);

    /// <summary>What the next request with this cookie would be; null where the session has ended.</summary>
    public static Task<CallerSession?> OpenAsync(this World world, string reference, string? unitCode = null) =>
        world.RunAsync<ISessions, CallerSession?>(
            AccessScope.Nobody, sessions => sessions.OpenAsync(reference, unitCode, TestContext.Current.CancellationToken));

    /// <summary>Why the session of this cookie is over; null where it lives.</summary>
    public static Task<EndedSession?> EndAsync(this World world, string reference) => world.RunAsync<ISessions, EndedSession?>(
        AccessScope.Nobody, sessions => sessions.FindEndedAsync(reference, TestContext.Current.CancellationToken));

    public static Task EndAsync(this World world, string reference, SessionEnd why) => world.RunAsync<ISessions, bool>(
        AccessScope.Nobody,
        async sessions =>
        {
            await sessions.EndAsync(reference, why, TestContext.Current.CancellationToken);
            return true;
        });

    /// <summary>The user as they are now: sessions start with the stamp of now.</summary>
    public static Task<User> FreshAsync(this World world, User user) =>
        world.ReadAsync(AccessScope.SignIn, db => db.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id));

    /// <summary>A user with a password, set by the link of an administrator.</summary>
    public static async Task<User> UserWithPasswordAsync(this World world, Member? member = null, params (Role Role, Unit? Unit)[] grants)
    {
        var user = await world.UserAsync(member, grants);
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;
        Assert.False((await world.SetPasswordAsync(link)).IsError);
        return user;
    }

    /// <summary>A network that no other test uses: sign-ins are counted by it.</summary>
    public static string NewNetwork() => $"test-{Guid.CreateVersion7():n}";
}
