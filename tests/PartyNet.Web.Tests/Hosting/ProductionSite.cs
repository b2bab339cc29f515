using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;
using Serilog.Core;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>The site as an office runs it, over https with a certificate of its own, on the database of another.</summary>
internal sealed class ProductionSite : IAsyncDisposable
{
    private const string Password = "chứng thư thử";

    private readonly string _folder;

    private ProductionSite(string folder, WebApplication app, HttpClient client) => (_folder, App, Client) = (folder, app, client);

    public WebApplication App { get; }

    public HttpClient Client { get; }

    /// <summary>Where it listens without a certificate.</summary>
    public Uri? PlainAddress => AddressOf(App, Uri.UriSchemeHttp);

    /// <param name="folder">Takes the certificate.</param>
    /// <param name="settings">Beside those without which nothing starts; null takes one away.</param>
    public static async Task<WebApplicationBuilder> BuilderAsync(string folder, params (string Name, string? Value)[] settings)
    {
        var certificate = CertificateIn(folder);
        await File.WriteAllBytesAsync(certificate, SelfSigned());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PartyNetApp).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
            Args = ["--urls", "https://127.0.0.1:0;http://127.0.0.1:0"],
        });
        (string Name, string? Value)[] needed =
        [
            ("AllowedHosts", "127.0.0.1"),
            ("DataProtection:Directory", folder),
            ("DataProtection:Certificate", certificate),
            ("DataProtection:CertificatePassword", Password),
            ("Jobs:Run", "false"),
            ("Kestrel:Certificates:Default:Path", certificate),
            ("Kestrel:Certificates:Default:Password", Password),
        ];
        foreach (var (name, value) in needed.Concat(settings))
            builder.Configuration[name] = value;
        builder.Services.AddStrictQueries();
        return builder;
    }

    /// <param name="hosts">Names that the site answers to beside its address.</param>
    /// <param name="routes">What the test adds to the site.</param>
    /// <param name="settings">As those of the builder.</param>
    public static async Task<ProductionSite> StartAsync(
        Site site,
        ILogEventSink log,
        Action<IServiceCollection>? more = null,
        string hosts = "127.0.0.1",
        Action<WebApplication>? routes = null,
        params (string Name, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("partynet-").FullName;
        var builder = await BuilderAsync(folder, [("AllowedHosts", hosts), .. settings]);
        builder.Services.AddSingleton(log);
        more?.Invoke(builder.Services);
        var app = PartyNetApp.Build(builder, await site.Database.InstallationAsync(), TestDatabase.Clock);
        routes?.Invoke(app);
        await app.StartAsync();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var own = X509CertificateLoader.LoadPkcs12FromFile(CertificateIn(folder), Password);
        var hash = own.GetCertHashString();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == hash;
        return new ProductionSite(folder, app, new HttpClient(handler) { BaseAddress = AddressOf(app, Uri.UriSchemeHttps) });
    }

    /// <summary>Why such a site does not start.</summary>
    public static async Task<string> RefusalAsync(Site site, string name, string? value)
    {
        var folder = Directory.CreateTempSubdirectory("partynet-");
        try
        {
            var builder = await BuilderAsync(folder.FullName, (name, value));
            var installation = await site.Database.InstallationAsync();
            return Assert.Throws<InstallationException>(() => PartyNetApp.Build(builder, installation, TestDatabase.Clock)).Message;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Uri? AddressOf(WebApplication app, string scheme) =>
        app.Urls.Select(url => new Uri(url)).SingleOrDefault(url => url.Scheme == scheme);

    private static string CertificateIn(string folder) => Path.Combine(folder, "site.pfx");

    private static byte[] SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TestDatabase.Morning.AddYears(-1), TestDatabase.Morning.AddYears(50));
        return certificate.Export(X509ContentType.Pfx, Password);
    }
}
