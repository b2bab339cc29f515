using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Web.Hosting;

/// <summary>What a site does not start without, most of it outside development; each refusal names the setting to make.</summary>
public static class StartChecks
{
    /// <summary>The names that the site answers to.</summary>
    public const string Hosts = "AllowedHosts";

    /// <summary>A site that answers to any name sends people who sign in wherever a forged Host header says.</summary>
    public static void RefuseAnyHost(IConfiguration configuration)
    {
        string[] any = ["*", "[::]", "0.0.0.0"];
        var named = ListSetting.Read(configuration, Hosts);
        if (named.Length == 0 || named.Any(any.Contains))
            throw new InstallationException(
                "Chưa khai báo tên máy chủ của trang. Đặt AllowedHosts thành tên mà mọi người gõ để vào trang, ví dụ kekhai.tinhuy.vn "
                    + "(nhiều tên cách nhau bằng dấu chấm phẩy, không dùng *), rồi khởi động lại."
            );
    }

    /// <summary>
    /// Reached by plain http alone, and by no proxy that speaks https for it, a site would lead everybody to where nobody answers.
    /// </summary>
    public static void RefusePlainHttpAlone(IConfiguration configuration, TrustedProxies proxies)
    {
        var addresses = ListSetting.Read(configuration, WebHostDefaults.ServerUrlsKey)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""));
        if (proxies.Networks.Count > 0
            || addresses.Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            || ListSetting.Read(configuration, WebHostDefaults.HttpsPortsKey).Length > 0)
            return;
        throw new InstallationException(
            "Trang chưa có https. Đặt --urls (hoặc ASPNETCORE_URLS) thành địa chỉ https cùng chứng thư trong "
                + "Kestrel__Certificates__Default__Path; hoặc, khi có máy chủ proxy nhận https đứng trước, đặt Proxy__Networks thành địa "
                + "chỉ của proxy, ví dụ 127.0.0.1, rồi khởi động lại."
        );
    }

    /// <summary>Of a certificate without its key Kestrel would tell only in English, and some of it when the first browser comes.</summary>
    public static void RefuseUnusableCertificate(IConfiguration configuration)
    {
        if (SiteCertificate.Fault(configuration) is { } fault)
            throw new InstallationException(fault);
    }
}
