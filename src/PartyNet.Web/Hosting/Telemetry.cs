using System.Net;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Measuring;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Measures of the site for those who run it, off unless the installation asks: as Prometheus reads them, at an address of its own, and
/// with traces to a collector that is named. Nothing of it holds personal data: <see cref="Measures"/>, <see cref="TraceTags"/>.
/// </summary>
public static class Telemetry
{
    /// <summary>Where Prometheus reads, as 127.0.0.1:9464.</summary>
    public const string MetricsAddress = "Metrics:Address";

    /// <summary>The collector to which metrics and traces are sent by OTLP.</summary>
    public const string Collector = "Telemetry:Endpoint";

    /// <summary>Of ASP.NET Core, its server and Npgsql, and our own.</summary>
    private static readonly string[] Meters =
    [
        Measures.Name, "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    public static void AddPartyNetTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var (address, collector) = (ReadAddress(configuration), ReadCollector(configuration));
        if (address is null && collector is null)
            return;

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("partynet", serviceInstanceId: Environment.MachineName))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (address is not null)
                    metrics.AddPrometheusExporter();
                if (collector is not null)
                    metrics.AddOtlpExporter(otlp => otlp.Endpoint = collector);
            });
        services.AddHostedService<MeasureInstallation>();
        if (address is not null)
        {
            services.AddSingleton(provider => new MetricsServer(provider.GetRequiredService<MeterProvider>(), address));
            services.AddHostedService(provider => provider.GetRequiredService<MetricsServer>());
        }

        if (collector is not null)
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation()
                .AddNpgsql()
                .AddProcessor(new TraceTags())
                .AddOtlpExporter(otlp => otlp.Endpoint = collector));
    }

    private static IPEndPoint? ReadAddress(IConfiguration configuration)
    {
        if (configuration[MetricsAddress] is not { Length: > 0 } text)
            return null;
        return IPEndPoint.TryParse(text, out var address) && text.Contains(':', StringComparison.Ordinal)
            && !address.Address.Equals(IPAddress.Any) && !address.Address.Equals(IPAddress.IPv6Any)
            ? address
            : throw new InstallationException(
                $"Thiết lập Metrics__Address phải là một địa chỉ của máy này kèm cổng, ví dụ 127.0.0.1:9464, không phải “{text}”: số đo "
                    + "không dành cho mọi người.");
    }

    private static Uri? ReadCollector(IConfiguration configuration)
    {
        if (configuration[Collector] is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var collector) && collector.Scheme is "http" or "https"
            ? collector
            : throw new InstallationException(
                $"Thiết lập Telemetry__Endpoint phải là địa chỉ của nơi nhận số đo, ví dụ http://127.0.0.1:4317, không phải “{text}”.");
    }
}
