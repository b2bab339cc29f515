using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PartyNet.TestCommon;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>A real nginx before a site, with the settings that the repository gives to offices.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private Nginx(DirectoryInfo folder, Process process, IPEndPoint secure, IPEndPoint plain, X509Certificate2 certificate) =>
        (_folder, _process, Secure, Plain, Certificate) = (folder, process, secure, plain, certificate);

    public IPEndPoint Secure { get; }

    public IPEndPoint Plain { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>Where the program is; null where nobody installed it.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);

    /// <param name="site">Where the site listens.</param>
    /// <param name="inner">Another nginx between this one and the site, as an office has it that shares the first with others.</param>
    /// <param name="other">Another replica of the site, as docs/operations.md has them.</param>
    public static async Task<Nginx> StartAsync(Uri site, bool inner = false, Uri? other = null)
    {
        var folder = Directory.CreateTempSubdirectory("partynet-nginx-");
        var (secure, plain, between) = (Here(), Here(), Here());
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={ProxiedSite.Name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(TestDatabase.Morning.AddYears(-1), TestDatabase.Morning.AddYears(50));
        var template = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "partynet.conf.template"));
        await WriteAsync("site.crt", certificate.ExportCertificatePem());
        await WriteAsync("site.key", key.ExportPkcs8PrivateKeyPem());
        await WriteAsync("partynet.conf", template
            .Replace("${PARTYNET_NAME}", ProxiedSite.Name, StringComparison.Ordinal)
            .Replace("${PARTYNET_CERTIFICATES}", folder.FullName, StringComparison.Ordinal)
            .Replace("${PARTYNET_SITE}", inner ? $"{between}" : other is null ? site.Authority : "replicas", StringComparison.Ordinal)
            .Replace("${PARTYNET_HTTPS}", $"{secure}", StringComparison.Ordinal)
            .Replace("${PARTYNET_HTTP}", $"{plain}", StringComparison.Ordinal));
        await WriteAsync("nginx.conf", $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            pid {{folder.FullName}}/nginx.pid;
            error_log stderr warn;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder.FullName}}/body;
                proxy_temp_path {{folder.FullName}}/proxy;
                fastcgi_temp_path {{folder.FullName}}/fastcgi;
                uwsgi_temp_path {{folder.FullName}}/uwsgi;
                scgi_temp_path {{folder.FullName}}/scgi;
                include partynet.conf;
                {{(inner ? Inner() : "")}}
                {{(other is null ? "" : $"upstream replicas {{ server {site.Authority}; server {other.Authority}; }}")}}
            }
            """);
        var process = Process.Start(new ProcessStartInfo(Program!, ["-p", folder.FullName, "-c", "nginx.conf"]))!;
        await WaitAsync(process, secure);
        return new Nginx(folder, process, secure, plain, certificate);

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);

        string Inner() => $$"""
            server {
                listen {{between}};
                location / {
                    proxy_pass http://{{site.Authority}};
                    proxy_set_header Host $http_host;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;
                }
            }
            """;
    }

    public async ValueTask DisposeAsync()
    {
        // The master takes its workers along.
        using (var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await stop.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private static IPEndPoint Here() => new(IPAddress.Loopback, FreePort.Take());

    private static async Task WaitAsync(Process process, IPEndPoint until)
    {
        for (var tries = 0; ; tries++)
        {
            Assert.False(process.HasExited, "nginx did not start.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(until);
                return;
            }
            catch (SocketException) when (tries < 200)
            {
                await Task.Delay(50);
            }
        }
    }
}
