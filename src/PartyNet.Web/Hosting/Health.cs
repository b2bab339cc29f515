using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Security;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Answers of <c>/health/live</c> (the process runs) and <c>/health/ready</c> (the database serves): a status, nothing more.
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

/// <summary>Whether the database answers, has the schema of this release, and can be written to.</summary>
public sealed class DatabaseHealth(NpgsqlDataSource app, PartyNetDbContext db, ILogger<DatabaseHealth> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Readiness.IsReadyAsync(app, db, cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        catch (Exception e) when (Outages.Behind(e) is { } outage)
        {
            logger.LogWarning("The database is no help ({Outage}): {Reason}", outage, e.GetBaseException().Message);
            return HealthCheckResult.Unhealthy();
        }
    }
}
