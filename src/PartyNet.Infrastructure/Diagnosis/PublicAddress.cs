using Microsoft.Extensions.Configuration;
using PartyNet.Application.Diagnosis;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>
/// The address that people type, asked as they ask it: through the proxy, with what an attacker would write into the request. The site
/// answers what it took the request for (<see cref="SeenPath"/>).
/// </summary>
public static class PublicAddress
{
    public const string Setting = "PublicAddress";

    /// <summary>Answers scheme, host and network of the request as the site sees them, with a space between.</summary>
    public const string SeenPath = "/health/seen";

    public const string What = "Trang nhìn từ ngoài";
    private const string ForgedHost = "gia-mao.invalid";

    /// <summary>Set aside for documents: nobody sends from here.</summary>
    private const string ForgedAddress = "192.0.2.77", ForgedNetwork = "192.0.2.0";

    /// <summary>Of a site that has just been set up.</summary>
    public static Finding NotServedYet => Finding.Good(What, "chưa thử: trang chưa chạy; chạy trang rồi gõ “partynet doctor”");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="trust">Decides which certificates do beside those the machine trusts; null for none.</param>
    public static async Task<Finding> LookAsync(
        IConfiguration configuration, HttpMessageHandler? trust, CancellationToken cancellationToken)
    {
        if (configuration[Setting] is not { Length: > 0 } setting)
            return Finding.Good(What, "không thử; đặt PublicAddress thành địa chỉ mọi người gõ, ví dụ https://kekhai.tinhuy.vn, để thử");
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            return Finding.Broken(What, $"PublicAddress “{setting}” không phải là địa chỉ https đầy đủ, ví dụ https://kekhai.tinhuy.vn.");

        using var client = trust is null ? new HttpClient() : new HttpClient(trust, disposeHandler: false);
        client.Timeout = Patience;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, SeenPath));
        request.Headers.Add("X-Forwarded-For", ForgedAddress);
        request.Headers.Add("X-Forwarded-Host", ForgedHost);
        request.Headers.Add("X-Forwarded-Proto", Uri.UriSchemeHttp);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            var seen = (await answer.Content.ReadAsStringAsync(cancellationToken)).Split(' ');
            var what = $"{What} ({address.Authority})";
            return Judge((int)answer.StatusCode, seen, address) is { } wrong
                ? Finding.Broken(what, wrong)
                : Finding.Good(what, "đến đúng trang này");
        }
        catch (Exception e) when (e is HttpRequestException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Finding.Broken(
                What,
                $"Không mở được {address} ({e.GetBaseException().Message}). Kiểm tra trang và proxy có chạy không, tên có trỏ đến máy này "
                    + "không, chứng thư có được máy này tin không."
            );
        }
    }

    private static string? Judge(int status, string[] seen, Uri address) => (status, seen) switch
    {
        (400, _) =>
            $"Trang không nhận tên {address.Host}. Thêm tên ấy vào AllowedHosts; hoặc bảo proxy giữ nguyên tên máy chủ (Host, "
            + "X-Forwarded-Host).",
        (not 200, _) or (_, not [_, _, _]) =>
            $"Ở địa chỉ ấy có thứ khác trả lời (mã {status}), không phải PartyNet. Kiểm tra proxy chuyển đến đúng cổng.",
        (_, [not "https", _, _]) =>
            "Trang tưởng người dùng vào bằng http: biểu mẫu sẽ không gửi được. Bảo proxy ghi X-Forwarded-Proto, và đặt Proxy__Networks "
            + "thành địa chỉ của proxy, Proxy__Hops thành số proxy nối tiếp nhau.",
        (_, [_, _, ForgedNetwork]) =>
            "Trang tin địa chỉ mà người gửi tự ghi. Bảo proxy ghi đè X-Forwarded-For, và đặt Proxy__Hops đúng số proxy nối tiếp nhau.",
        (_, [_, var host, _]) when host != address.Authority =>
            $"Trang tưởng người dùng vào ở {host}. Bảo proxy giữ nguyên tên máy chủ (Host, X-Forwarded-Host).",
        _ => null,
    };
}
