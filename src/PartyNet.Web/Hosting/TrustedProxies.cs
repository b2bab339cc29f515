using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Setup;
using IPNetwork = System.Net.IPNetwork;

namespace PartyNet.Web.Hosting;

/// <summary>
/// The proxies that stand before the site. Only what they say of a request is believed: from where, over which scheme and for which name it
/// came to them. Said by anybody else the same headers change nothing.
/// </summary>
/// <param name="Networks">Where they connect from; none where people reach the site itself.</param>
/// <param name="Hops">
/// How many stand one behind another. What is said of a request before the first of them, its sender may have written.
/// </param>
public sealed record TrustedProxies(IReadOnlyList<IPNetwork> Networks, int Hops)
{
    public const string Section = "Proxy";

    /// <exception cref="InstallationException">
    /// A network that is none, one so wide that it holds people who are no proxies, or ASP.NET Core told to believe everybody.
    /// </exception>
    public static TrustedProxies Read(IConfiguration configuration)
    {
        if (bool.TryParse(configuration["ForwardedHeaders_Enabled"], out var believesAll) && believesAll)
            throw new InstallationException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED tin lời bất kỳ ai về nơi họ gửi đến. Bỏ biến này và đặt Proxy__Networks thành địa chỉ "
                    + "của máy chủ proxy, ví dụ 127.0.0.1, rồi khởi động lại."
            );
        var networks = ListSetting.Read(configuration, $"{Section}:Networks");
        return new TrustedProxies([.. networks.Select(Network)], NumberSetting.ProxyHops.Read(configuration));
    }

    /// <summary>
    /// Before everything else, also before the name is looked at that the request asks for: the proxy may ask for it by another.
    /// </summary>
    public void StandBefore(IServiceCollection services, IReadOnlyList<string> hosts)
    {
        if (Networks.Count > 0)
            services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new First(Options(hosts))));
    }

    private ForwardedHeadersOptions Options(IReadOnlyList<string> hosts)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = Hops,
            AllowedHosts = [.. hosts],
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Networks)
            options.KnownIPNetworks.Add(network);
        return options;
    }

    private static IPNetwork Network(string text)
    {
        const int least4 = 8, least6 = 32;
        if (!IPNetwork.TryParse(IPAddress.TryParse(text, out var one) ? Alone(one) : text, out var network))
            throw new InstallationException(
                $"Proxy__Networks có “{text}” không phải là một mạng. Ghi địa chỉ của máy chủ proxy, ví dụ 127.0.0.1 hoặc 172.20.0.0/16 "
                    + "(nhiều mạng cách nhau bằng dấu chấm phẩy), rồi khởi động lại."
            );
        if (network.PrefixLength < (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? least4 : least6))
            throw new InstallationException(
                $"Proxy__Networks có “{text}” rộng đến mức người dùng cũng ở trong đó và tự ghi được mình gửi từ đâu. Ghi đúng địa chỉ của "
                    + "máy chủ proxy, ví dụ 127.0.0.1, rồi khởi động lại."
            );
        return network;
    }

    private static string Alone(IPAddress address) =>
        $"{address}/{(address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}";

    private sealed class First(ForwardedHeadersOptions options) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders(options);
            next(app);
        };
    }
}
