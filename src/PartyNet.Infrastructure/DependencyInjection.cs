using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Audit;
using PartyNet.Infrastructure.Database.Bulk;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.Infrastructure.Identity;
using PartyNet.Infrastructure.Imports;
using PartyNet.Infrastructure.Imports.Loads;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure;

/// <summary>Composes the product for a host: the database in the caller's scope, processes, secrets and all use cases.</summary>
public static class DependencyInjection
{
    /// <param name="clock">The only clock that the product asks; hosts give the system's, tests their own.</param>
    public static IServiceCollection AddPartyNet(this IServiceCollection services, Installation installation, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton(installation);
        services.AddSingleton(installation.App);
        services.AddSingleton(installation.Keys);
        services.TryAddSingleton(SessionRules.Standard);
        services.AddSingleton<SecretBox>();
        services.AddSingleton<UnreadableToday>();

        services.AddScoped<AccessContext>();
        services.AddScoped<UnreadableCells>();
        services.AddScoped<ISecrets, Secrets>();
        services.AddScoped<IProcesses, Processes>();
        services.AddSingleton<OperatorPasses>();
        services.Configure<IdentityOptions>(DatabaseMigrator.UseIdentitySchema);
        // A lease of the request gives the context back, once and last. One made by a factory would go back at each dispose, and services
        // dispose it under each name by which they know it: in between another request may have it.
        services.AddDbContextPool<DbContext, PartyNetDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), DatabaseMigrator.Npgsql)
            .UseSnakeCaseNamingConvention()
            .MakeReadersOnce()
            // Npgsql refuses a second command on a busy connection by itself; queries asked together are begun one inside the other.
            .EnableThreadSafetyChecks(false)
            .AddInterceptors(ScopeInterceptor.Instance, LimitInterceptor.Instance));
        services.Replace(ServiceDescriptor.Scoped(provider =>
            ((PartyNetDbContext)provider.GetRequiredService<DbContext>()).For(provider.GetRequiredService<AccessContext>())));
        services.AddScoped<IKeptConnection, KeptConnection>();
        services.AddScoped<IPartyNetDb>(provider => provider.GetRequiredService<PartyNetDbContext>());
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordHashing.Rounds);
        services.AddScoped<IPasswordHasher<User>, ComposedPasswordHasher>();
        services.AddIdentityCore<User>(options => options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-.")
            .AddUserStore<PasskeyStore>();
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.Configure<IdentityPasskeyOptions>(PasskeyCeremonies.Configure);
        services.AddScoped<IPasskeyCeremonies, PasskeyCeremonies>();
        services.AddScoped<PasskeyMaker>();
        services.AddScoped<IMemberCodes, MemberCodes>();
        services.AddSingleton<ISetupCodes, SetupCodes>();
        services.AddSingleton<IFactorSeals, FactorSeals>();
        services.AddScoped<RecoveryCodeMaker>();
        services.AddScoped<SessionStarter>();
        services.AddScoped<IBulkWriter, BulkWriter>();
        services.AddScoped<IImportStore, ImportStore>();
        services.AddScoped<IRegistryRows, RegistryRows>();
        services.AddScoped<IListFiles, ListFiles>();
        services.AddScoped<ILoadOrders, LoadOrders>();
        services.AddSingleton<LoadBell>();
        services.AddSingleton<LoadWorker>();
        services.AddSingleton<ISessions, Sessions>();
        services.AddScoped<INewSessions, NewSessions>();
        services.AddScoped<IOwnSessions, OwnSessions>();
        services.AddSingleton<ISignInGuard, SignInGuard>();
        services.AddSingleton<ISlipTries, SlipTries>();
        return services.AddUseCases();
    }
}
