using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Spreadsheets;
using PartyNet.Web.Demo;
using PartyNet.Web.Frame;
using PartyNet.Web.Hosting;
using PartyNet.Web.Security;
using Serilog;

namespace PartyNet.Web;

/// <summary>Composes the web application around an installation; the program and the tests build it alike.</summary>
public static class PartyNetApp
{
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>Largest request that is not an upload.</summary>
    public const long MaxRequestBytes = 1024 * 1024;

    public static WebApplication Build(WebApplicationBuilder builder, Installation installation, TimeProvider clock)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            // A list comes over a slow line; who sends drop by drop would keep its turn (ListGate) from others.
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 16 * 1024, gracePeriod: TimeSpan.FromSeconds(30));
            kestrel.ConfigureHttpsDefaults(Encryption.Require);
        });
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultAddress);

        var services = builder.Services;
        // Every site has its own log: tests run several in one process.
        services.AddSerilog(
            (provider, logging) => logging.ReadFrom.PartyNet(builder.Environment).ReadFrom.Services(provider), preserveStaticLogger: true);
        services.AddSingleton(SessionSettings.Read(builder.Configuration, installation.IsDemo));
        services.AddPartyNet(installation, clock).AddSpreadsheets();
        services.AddSingleton<IInstallationChecks>(
            new SiteChecks(installation, builder.Configuration, ModeOf(builder.Environment), clock));
        services.AddPartyNetSecurity(builder.Environment);
        builder.AddPartyNetPages();
        services.AddScoped<IPageFrame, RequestFrame>();
        services.AddScoped<Pages.Board.RoleDesk>();
        services.AddScoped<Pages.Board.FactorResetDesk>();
        services.AddHostedService<FoldCounters>();
        services.AddHostedService<WorkOnLoads>();
        services.AddPartyNetJobs(builder.Configuration);
        services.AddPartyNetTelemetry(builder.Configuration);
        services.AddHostedService<WatchInstallation>();
        var draining = Draining.Read(builder.Configuration);
        services.AddHostedService(_ => draining);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck("draining", draining);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<HostFilteringOptions>(hosts => hosts.IncludeFailureMessage = false);
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = 500;
            UploadLimit.Apply(form);
        });
        var proxies = TrustedProxies.Read(builder.Configuration);
        proxies.StandBefore(services, ListSetting.Read(builder.Configuration, StartChecks.Hosts));
        if (!builder.Environment.IsDevelopment())
        {
            StartChecks.RefuseAnyHost(builder.Configuration);
            StartChecks.RefusePlainHttpAlone(builder.Configuration, proxies);
        }

        StartChecks.RefuseUnusableCertificate(builder.Configuration);
        KeepProtectionKeys(services, builder.Configuration, builder.Environment, installation);

        var app = builder.Build();
        app.UsePartyNetHeaders();
        app.UsePartyNetErrorPages();
        if (!app.Environment.IsDevelopment())
            app.UseHstsOnEveryAnswer();
        app.UseRequestLog();
        app.UseOutageAnswers();
        if (!app.Environment.IsDevelopment())
            app.UseHttpsOnly();
        app.UseRequestGuard();
        app.UseCrossSiteGuard();
        app.UseRouting();
        app.UseLengthGuard();
        app.UseUnreadableRecords();
        app.UsePageConnection();
        app.UseAuthentication();
        app.UseEndedSessions();
        app.UseEnrolment();
        app.UseAuthorization();
        app.UseListGate();
        app.UseFormGuard();
        app.MapPartyNetHealth();
        app.MapSignOut();
        app.MapSession();
        app.MapTextSize();
        app.MapPasskeys();
        app.MapPartyNetPages();
        app.MapDemoSignIn(installation);
        return app;
    }

    /// <summary>Whatever calls itself anything but Development is taken for real.</summary>
    public static InstallationMode ModeOf(IHostEnvironment environment) =>
        environment.IsDevelopment() ? InstallationMode.Development : InstallationMode.Production;

    /// <summary>
    /// Data Protection guards cookies and form tokens only. Its keys live in a folder, wrapped by a certificate where it is real.
    /// </summary>
    private static void KeepProtectionKeys(
        IServiceCollection services,
        ConfigurationManager configuration,
        IWebHostEnvironment environment,
        Installation installation
    )
    {
        var protection = services.AddDataProtection().SetApplicationName("PartyNet")
            // One pass instead of two for what each page opens and seals; keys made before go on opening what they sealed.
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        var folder = NotEmpty(configuration["DataProtection:Directory"])
            ?? (installation.DataDirectory is { } data ? Path.Combine(data, "protection") : null);
        if (folder is not null)
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        else if (environment.IsProduction())
            throw new InstallationException(
                "Chưa khai báo thư mục khóa của cookie. Đặt DataProtection__Directory và DataProtection__Certificate rồi khởi động lại."
            );
        else
            protection.UseEphemeralDataProtectionProvider();

        if (!environment.IsProduction())
            return;
        var certificate =
            NotEmpty(configuration["DataProtection:Certificate"])
            ?? throw new InstallationException(
                "Chưa khai báo chứng thư bọc khóa của cookie. Đặt DataProtection__Certificate đến tệp .pfx rồi khởi động lại."
            );
        protection.ProtectKeysWithCertificate(Load(certificate, configuration["DataProtection:CertificatePassword"]));
    }

    private static string? NotEmpty(string? setting) => string.IsNullOrEmpty(setting) ? null : setting;

    private static X509Certificate2 Load(string certificate, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(certificate, password);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InstallationException(
                $"Không mở được chứng thư bọc khóa của cookie {certificate} ({e.Message}). Kiểm tra DataProtection__Certificate và "
                    + "DataProtection__CertificatePassword.",
                e
            );
        }
    }
}
