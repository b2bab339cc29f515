using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>What is to be seen of an installation on the machine it runs on: the disk, the file of keys, the certificate.</summary>
internal static class FileChecks
{
    private const double GigaByte = 1L << 30;

    /// <summary>PostgreSQL stops without room.</summary>
    private const double LeastFree = GigaByte;

    /// <summary>A day of imports and exports fits in; less asks for somebody before that day comes.</summary>
    private const double ScarceFree = 2 * GigaByte;

    internal static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(30);

    public static Finding Disk(string folder)
    {
        const string what = "Chỗ trống trên đĩa";
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        var shown = string.Create(CultureInfo.GetCultureInfo("vi-VN"), $"{free / GigaByte:N1} GB");
        var detail = $"ở {folder}";
        return (double)free switch
        {
            < LeastFree => Finding.Broken(
                what, $"Chỉ còn {shown}; PostgreSQL dừng khi hết chỗ. Dọn bớt hoặc chuyển dữ liệu sang đĩa khác.", detail),
            < ScarceFree => Finding.Attention(what, $"Còn {shown}, sắp hết. Dọn bớt hoặc chuyển dữ liệu sang đĩa khác.", detail),
            _ => Finding.Good(what, shown, detail),
        };
    }

    /// <returns>The keys in the file, where it can be read.</returns>
    public static (Finding Found, KeyRing? Keys) Keys(IConfiguration configuration, InstallationMode mode, string? dataDirectory)
    {
        const string what = "Tệp khóa";
        var file = configuration[Installation.KeyFileSetting] is { Length: > 0 } setting ? setting
            : mode != InstallationMode.Production && dataDirectory is not null ? Path.Combine(dataDirectory, Installation.OwnKeyFile)
            : null;
        if (file is null)
            return (Finding.Broken(what, "Chưa khai báo tệp khóa. Đặt Protection__KeyFile đến tệp khóa của nơi này."), null);
        if (configuration[Installation.KeyFileSetting] is null && !File.Exists(file))
            return (Finding.Good(what, "chưa có, sẽ được tạo ở lần khởi động đầu tiên"), null);

        try
        {
            var keys = KeyRing.Load(file);
            var version = keys.Newest.Version.ToString(CultureInfo.InvariantCulture);
            return (Finding.Good(what, $"phiên bản {version}", file), keys);
        }
        catch (Exception e) when (e is KeyRingException or IOException or UnauthorizedAccessException)
        {
            const string unusable = "Không dùng được tệp khóa. Trả tệp về chỗ cũ, từ bản sao nếu cần, trước khi khởi động lại.";
            return (Finding.Broken(what, unusable, e.Message), null);
        }
    }

    /// <summary>What wraps the keys of cookies, and with what the site speaks https.</summary>
    public static IEnumerable<Finding> Certificates(IConfiguration configuration, InstallationMode mode, DateTimeOffset now) =>
        [.. CookieKeys(configuration, mode, now), .. SiteCertificate.Look(configuration, now)];

    /// <summary>Nothing where the installation is not in Production: it brings its own.</summary>
    private static IEnumerable<Finding> CookieKeys(IConfiguration configuration, InstallationMode mode, DateTimeOffset now)
    {
        const string what = "Khóa của cookie";
        if (mode != InstallationMode.Production)
            yield break;
        if (configuration["DataProtection:Directory"] is not { Length: > 0 } folder || !Directory.Exists(folder))
            yield return Finding.Broken(
                what, "Chưa có thư mục khóa của cookie. Đặt DataProtection__Directory đến một thư mục có sẵn mà chương trình ghi được.");
        else if (configuration["DataProtection:Certificate"] is not { Length: > 0 } file || !File.Exists(file))
            yield return Finding.Broken(
                what, "Chưa có chứng thư bọc khóa của cookie. Đặt DataProtection__Certificate đến tệp .pfx.");
        else
            yield return Certificate(what, file, configuration["DataProtection:CertificatePassword"], now);
    }

    private static Finding Certificate(string what, string file, string? password, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
            if (!certificate.HasPrivateKey)
                return Finding.Broken(what, "Chứng thư bọc khóa không có khóa riêng. Xuất lại tệp .pfx kèm khóa riêng.", file);
            return end > now + ExpiresSoon
                ? Finding.Good(what, $"bọc bằng chứng thư dùng đến {VietnamTime.Date(VietnamTime.Day(end))}", file)
                : Finding.Attention(
                    what, $"Chứng thư bọc khóa chỉ dùng đến {VietnamTime.Date(VietnamTime.Day(end))}. Thay chứng thư mới.", file);
        }
        catch (CryptographicException e)
        {
            return Finding.Broken(
                what, "Không mở được chứng thư bọc khóa. Kiểm tra tệp và DataProtection__CertificatePassword.", $"{file}: {e.Message}");
        }
    }
}
