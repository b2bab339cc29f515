using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Security;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Answers of <c>/health/live</c> (the process runs) and <c>/health/ready</c> (database and schema are there): a status, nothing more.
/// </summary>
public static class Health
{
    public static void MapPartyNetHealth(this IEndpointRouteBuilder endpoints)
    {
        Map("/health/live", _ => false);
        Map("/health/ready", _ => true);

        void Map(string route, Func<HealthCheckRegistration, bool> checks) => endpoints
            .MapHealthChecks(route, new HealthCheckOptions { Predicate = checks })
            .AllowAnonymous()
            .WithMetadata(new AccessAttribute(AccessRequirement.Open));
    }
}

/// <summary>Whether the database answers and has the schema of this release.</summary>
public sealed class DatabaseHealth(PartyNetDbContext db, ILogger<DatabaseHealth> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await DatabaseMigrator.IsCurrentAsync(db, cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            logger.LogWarning("The database does not answer: {Reason}", e.Message);
            return HealthCheckResult.Unhealthy();
        }
    }
}
