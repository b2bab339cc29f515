using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Text;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>The certificate with which the site speaks https itself, as Kestrel's settings name it; none where a proxy does.</summary>
public static class SiteCertificate
{
    public const string PathSetting = "Kestrel:Certificates:Default:Path";

    /// <summary>The private key, where it is not in the file of the certificate.</summary>
    public const string KeySetting = "Kestrel:Certificates:Default:KeyPath";

    public const string PasswordSetting = "Kestrel:Certificates:Default:Password";

    private const string What = "Chứng thư https";

    /// <summary>Why nobody can be served with it; null where there is none, or it does.</summary>
    public static string? Fault(IConfiguration configuration) => configuration[PathSetting] is { Length: > 0 } file
        ? Fault(file, configuration[KeySetting], configuration[PasswordSetting])
        : null;

    /// <inheritdoc cref="Fault(IConfiguration)"/>
    internal static string? Fault(string file, string? key, string? password)
    {
        using var certificate = Open(file, key, password, out var fault);
        return fault;
    }

    /// <summary>Whether a PEM file holds a private key.</summary>
    public static bool HoldsKey(string file) =>
        File.ReadAllText(file).Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    internal static IEnumerable<Finding> Look(IConfiguration configuration, DateTimeOffset now)
    {
        if (configuration[PathSetting] is not { Length: > 0 } file)
            yield break;
        using var certificate = Open(file, configuration[KeySetting], configuration[PasswordSetting], out var fault);
        if (certificate is null)
        {
            yield return Finding.Broken(What, fault!, file);
            yield break;
        }

        var (begin, end) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        var (first, last) = (VietnamTime.Date(VietnamTime.Day(begin)), VietnamTime.Date(VietnamTime.Day(end)));
        yield return now < begin
            ? Finding.Broken(What, $"Chứng thư https chỉ dùng được từ {first}. Xem lại chứng thư và giờ của máy.", file)
            : now >= end ? Finding.Broken(What, $"Chứng thư https đã hết hạn từ {last}. Thay tệp chứng thư mới rồi chạy lại trang.", file)
            : now >= end - FileChecks.ExpiresSoon
            ? Finding.Attention(What, $"Chứng thư https chỉ dùng đến {last}. Xin và thay chứng thư mới.", file)
            : Finding.Good(What, $"dùng đến {last}", file);
    }

    private static X509Certificate2? Open(string file, string? key, string? password, out string? fault)
    {
        fault = null;
        try
        {
            var certificate = key is { Length: > 0 } && password is { Length: > 0 }
                ? X509Certificate2.CreateFromEncryptedPemFile(file, password, key)
                : key is { Length: > 0 } ? X509Certificate2.CreateFromPemFile(file, key)
                : IsPkcs12(file) ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : X509CertificateLoader.LoadCertificateFromFile(file);
            if (certificate.HasPrivateKey)
                return certificate;
            certificate.Dispose();
            fault = $"Chứng thư https {file} không kèm khóa riêng. Đặt Kestrel__Certificates__Default__KeyPath đến tệp khóa riêng, hoặc "
                + "dùng tệp .pfx kèm khóa.";
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            fault = $"Không mở được chứng thư https {file} ({e.Message}). Kiểm tra tệp, khóa riêng và mật khẩu của chứng thư "
                + "(Kestrel__Certificates__Default__Path, __KeyPath, __Password).";
        }

        return null;
    }

    private static bool IsPkcs12(string file) => X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12;
}
