using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Counts how often a password was really looked at, over many requests at once.</summary>
internal sealed class CountingHasher : IPasswordHasher<User>
{
    private IPasswordHasher<User>? _real;
    private int _verifications;

    public int Verifications => _verifications;

    /// <summary>Signs in with this hasher.</summary>
    public Task<ErrorOr<SignedIn>> SignInAsync(World world, SignIn.Command command) =>
        world.RunAsync<IServiceProvider, ErrorOr<SignedIn>>(AccessScope.Nobody, services =>
        {
            _real = services.GetRequiredService<IPasswordHasher<User>>();
            return ActivatorUtilities.CreateInstance<SignIn>(services, this).HandleAsync(command, TestContext.Current.CancellationToken);
        });

    public string HashPassword(User user, string password) => _real!.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _verifications);
        return _real!.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
