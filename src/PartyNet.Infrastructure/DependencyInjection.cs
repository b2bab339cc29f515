using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Audit;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure;

/// <summary>Composes the product for a host: the database in the caller's scope, processes, secrets and all use cases.</summary>
public static class DependencyInjection
{
    public static IServiceCollection AddPartyNet(this IServiceCollection services, NpgsqlDataSource app, KeyRing keys)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(app);
        services.AddSingleton(keys);
        services.AddSingleton<SecretBox>();

        services.AddScoped<AccessContext>();
        services.AddScoped<ISecrets, Secrets>();
        services.AddScoped<IProcesses, Processes>();
        services.Configure<IdentityOptions>(DatabaseMigrator.UseIdentitySchema);
        services.AddDbContext<PartyNetDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), DatabaseMigrator.Npgsql)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(ScopeInterceptor.Instance));
        services.AddScoped<IPartyNetDb>(provider => provider.GetRequiredService<PartyNetDbContext>());
        return services.AddUseCases();
    }
}
