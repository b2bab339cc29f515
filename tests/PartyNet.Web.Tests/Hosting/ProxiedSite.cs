using System.Net;
using System.Net.Sockets;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>An office's site that only a proxy reaches, by plain http; the proxy is the test, or one that the test starts.</summary>
internal sealed class ProxiedSite : IAsyncDisposable
{
    public const string Name = "kekhai.tinhuy.vn";

    private readonly ProductionSite _production;

    private ProxiedSite(ProductionSite production) => _production = production;

    public ProductionSite Production => _production;

    public Uri Address => _production.PlainAddress!;

    public static async Task<ProxiedSite> StartAsync(Site site, params (string Name, string? Value)[] settings) => new(
        await ProductionSite.StartAsync(
            site,
            new LogWatch(),
            hosts: Name,
            settings: [("urls", "http://127.0.0.1:0"), ("Proxy:Networks", "127.0.0.1"), .. settings]));

    /// <summary>A client whose requests reach the site as a proxy hands them on.</summary>
    /// <param name="headers">What the proxy tells; a name twice is a header twice.</param>
    public HttpClient Through(params (string Name, string Value)[] headers)
    {
        var client = new HttpClient(Handler()) { BaseAddress = Address };
        foreach (var (name, value) in headers)
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client;
    }

    /// <summary>How the site saw a request: scheme, host, network.</summary>
    public static Task<string> SeenAsync(HttpClient client) =>
        client.GetStringAsync(new Uri(PublicAddress.SeenPath, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Follows nothing, keeps no cookie.</summary>
    /// <param name="to">Where to connect whatever the address says, and from where; null for the address itself.</param>
    public static SocketsHttpHandler Handler((IPAddress From, IPEndPoint To)? to = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (to is var (from, end))
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(end, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            };
        return handler;
    }

    public ValueTask DisposeAsync() => _production.DisposeAsync();
}
