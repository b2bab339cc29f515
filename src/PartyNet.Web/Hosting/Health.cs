using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Web.Security;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Answers of <c>/health/live</c> (the process runs) and <c>/health/ready</c> (the database serves): a status, nothing more; and of
/// <c>/health/seen</c>, which tells whoever asks how their own request arrived here, so that <c>partynet doctor</c> may judge the proxy.
/// </summary>
public static class Health
{
    public static void MapPartyNetHealth(this IEndpointRouteBuilder endpoints)
    {
        Map("/health/live", _ => false);
        Map("/health/ready", _ => true);
        endpoints
            .MapGet(PublicAddress.SeenPath, (HttpContext context) => string.Join(
                ' ', context.Request.Scheme, context.Request.Host.Value, RequestNetwork.Of(context)))
            .WithMetadata(new AccessAttribute(AccessRequirement.Open));

        void Map(string route, Func<HealthCheckRegistration, bool> checks) => endpoints
            .MapHealthChecks(route, new HealthCheckOptions { Predicate = checks })
            .AllowAnonymous()
            .WithMetadata(new AccessAttribute(AccessRequirement.Open));
    }
}

/// <summary>Whether the database answers, has a schema that this release works with, and can be written to.</summary>
public sealed class DatabaseHealth(NpgsqlDataSource app, ILogger<DatabaseHealth> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Readiness.IsReadyAsync(app, cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        catch (Exception e) when (Outages.Behind(e) is { } outage)
        {
            logger.LogWarning("The database is no help ({Outage}): {Reason}", outage, e.GetBaseException().Message);
            return HealthCheckResult.Unhealthy();
        }
    }
}
