using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Declarations;
using PartyNet.Application.Imports.Loads;

namespace PartyNet.Application;

/// <summary>Registers every use case, injected by its own type.</summary>
public static class UseCases
{
    public const string EntryPoint = "HandleAsync";

    public static IReadOnlyList<Type> All { get; } =
    [.. typeof(UseCases).Assembly.GetExportedTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IUseCase)))];

    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        foreach (var useCase in All)
            services.AddScoped(useCase);
        services.AddScoped<DraftStore>();
        services.AddScoped<LoadWork>();
        return services;
    }
}
