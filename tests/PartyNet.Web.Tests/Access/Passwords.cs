using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;

namespace PartyNet.Web.Tests.Access;

/// <summary>Passwords as users get them: by a link that an administrator has issued.</summary>
internal static class Passwords
{
    public const string Password = "mưa rơi trên mái tôn";

    /// <summary>The code of the app of every user with a role, as long as the clock of the tests stands still.</summary>
    public static string Code => Totp.CodeAt(World.Seed, Totp.StepAt(TestDatabase.Morning));

    /// <summary>Lets the user sign in with <see cref="Password"/>.</summary>
    /// <returns>The user as they are now: sessions of the one before are over.</returns>
    public static async Task<User> GivePasswordAsync(this World world, User user)
    {
        var administrator = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null)));
        await world.UseAsync(await world.LinkAsync(administrator, user));
        return await world.ReadAsync(administrator, db => db.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id));
    }

    public static async Task<string> LinkAsync(this World world, AccessScope administrator, User user) =>
        (await world.RunAsync<IssueSetupLink, ErrorOr<IssuedLink>>(
            administrator, use => use.HandleAsync(new(user.Id, Guid.CreateVersion7()), CancellationToken.None))).Value.Code!;

    public static async Task UseAsync(this World world, string link)
    {
        var set = await world.RunAsync<SetPassword, ErrorOr<Success>>(
            AccessScope.Nobody, use => use.HandleAsync(new SetPassword.Command(link, Password), CancellationToken.None));
        Assert.False(set.IsError);
    }
}
