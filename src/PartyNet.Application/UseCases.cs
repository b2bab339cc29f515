using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Declarations;

namespace PartyNet.Application;

/// <summary>Registers every use case: each is a sealed class with a <c>HandleAsync</c>, injected by its own type.</summary>
public static class UseCases
{
    public const string EntryPoint = "HandleAsync";

    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(UseCases).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsSealed: true, IsAbstract: false } && t.GetMethod(EntryPoint, BindingFlags.Instance | BindingFlags.Public) is not null)];

    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        foreach (var useCase in All)
            services.AddScoped(useCase);
        services.AddScoped<DraftStore>();
        return services;
    }
}
