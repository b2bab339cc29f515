using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Infrastructure.Database;

namespace PartyNet.TestCommon;

/// <summary>
/// What EF only warns of where people work (rows limited without an order, collections that multiply each other, …) is an exception
/// where tests run, so that nobody has to read their log.
/// </summary>
public static class StrictQueries
{
    public static IServiceCollection AddStrictQueries(this IServiceCollection services) => services.ConfigureDbContext<PartyNetDbContext>(
        options => options.ConfigureWarnings(warnings => warnings.Default(WarningBehavior.Throw)));
}
