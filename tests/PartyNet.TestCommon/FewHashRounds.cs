using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PartyNet.TestCommon;

/// <summary>Passwords in few rounds of hashing: guessing the passwords of tests need not be dear.</summary>
public static class FewHashRounds
{
    private const int Rounds = 1_000;

    public static IServiceCollection AddFewHashRounds(this IServiceCollection services) =>
        services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = Rounds);

    /// <summary>Hashes as the product does, for a test of what that costs.</summary>
    public static void Remove(IServiceCollection services) => services.Remove(
        services.Single(service => service.ServiceType == typeof(IPostConfigureOptions<PasswordHasherOptions>)));
}
