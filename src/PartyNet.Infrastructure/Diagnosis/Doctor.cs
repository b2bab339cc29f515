using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">What was looked at and, where it is right, how it stands; Vietnamese.</param>
/// <param name="Problem">What is wrong and what to do; null where nothing is.</param>
public sealed record Finding(string What, string? Problem = null);

/// <summary>Looks at everything an installation needs, as far as each thing lets the next be looked at; changes nothing.</summary>
public static class Doctor
{
    private const long LeastFreeBytes = 1L << 30;

    /// <param name="everyCell">Where it is given, every sealed cell is opened as well, which takes as long as there are many.</param>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(
        IConfiguration configuration,
        InstallationMode mode,
        ILogger logger,
        CancellationToken cancellationToken,
        SealedReport? everyCell = null
    )
    {
        var findings = new List<Finding>();
        DatabaseServer server;
        try
        {
            server = await DatabaseServer.FindAsync(configuration, mode, logger, cancellationToken);
        }
        catch (Exception e) when (e is InstallationException or EmbeddedServerException)
        {
            findings.Add(new Finding("Máy chủ PostgreSQL", e.Message));
            findings.AddRange(LookAtCookieKeys(configuration, mode));
            return findings;
        }

        await using (server)
        {
            var keys = LookAtKeys(configuration, mode, server.DataDirectory, findings);
            findings.Add(LookAtDisk(server.DataDirectory ?? Environment.CurrentDirectory));
            findings.AddRange(LookAtCookieKeys(configuration, mode));
            await LookAtDatabaseAsync(server, keys, mode, everyCell, findings, cancellationToken);
        }

        if (mode == InstallationMode.Production)
            findings.Add(await PublicAddress.LookAsync(configuration, trust: null, cancellationToken));

        return findings;
    }

    private static async Task LookAtDatabaseAsync(
        DatabaseServer server,
        KeyRing? keys,
        InstallationMode mode,
        SealedReport? everyCell,
        List<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        const string reaching = "Máy chủ PostgreSQL";
        try
        {
            await using var app = DataSources.ForApp(server.App);
            var checks = new DatabaseChecks(app);
            findings.Add(await checks.VersionAsync(reaching, cancellationToken));
            if (server.Owner.Length > 0)
                findings.Add(await DatabaseChecks.OwnerAsync(server.Owner, cancellationToken));
            findings.Add(await checks.RoleAsync(cancellationToken));
            findings.Add(await checks.ExtensionsAsync(cancellationToken));
            var migrations = await checks.MigrationsAsync(cancellationToken);
            findings.Add(migrations);
            // Tables that are not there yet have no walls to look at.
            if (migrations.Problem is not null)
                return;

            findings.Add(await checks.WallsAsync(cancellationToken));
            findings.Add(await checks.TriggersAsync(cancellationToken));
            findings.Add(await checks.CountersAsync(cancellationToken));
            findings.Add(await checks.SearchAsync(cancellationToken));
            findings.Add(await checks.LoginsAsync(cancellationToken));
            findings.Add(await LookAtContentAsync(app, mode, cancellationToken));
            if (keys is null)
                return;
            var box = new SecretBox(keys);
            var fit = await checks.KeysFitAsync(box, cancellationToken);
            findings.Add(fit);
            // With the wrong keys every cell looks broken.
            if (everyCell is not null && fit.Problem is null)
                findings.Add(await new SealedCells(app, box, everyCell).WalkAsync(cancellationToken));
        }
        catch (Exception e) when (e is NpgsqlException or InstallationException)
        {
            findings.Add(
                new Finding(
                    reaching,
                    $"Không làm việc được với máy chủ ({e.Message}). Kiểm tra ConnectionStrings__PartyNet và "
                        + $"ConnectionStrings__PartyNetOwner."
                )
            );
        }
    }

    private static async Task<Finding> LookAtContentAsync(NpgsqlDataSource app, InstallationMode mode, CancellationToken cancellationToken)
    {
        const string what = "Dữ liệu";
        return await DemoMark.ReadAsync(app, cancellationToken) switch
        {
            DatabaseContent.Empty => new Finding($"{what}: chưa có tổ chức đảng nào"),
            DatabaseContent.Demo when mode == InstallationMode.Production => new Finding(
                what,
                "Đây là dữ liệu mẫu, không dùng được cho nơi làm việc thật. Trỏ đến một cơ sở dữ liệu trống."
            ),
            DatabaseContent.Demo => new Finding($"{what}: dữ liệu mẫu"),
            DatabaseContent.Real => new Finding($"{what}: dữ liệu của nơi này"),
        };
    }

    private static KeyRing? LookAtKeys(IConfiguration configuration, InstallationMode mode, string? dataDirectory, List<Finding> findings)
    {
        const string what = "Tệp khóa";
        var file = configuration[Installation.KeyFileSetting] is { Length: > 0 } setting ? setting
            : mode != InstallationMode.Production && dataDirectory is not null ? Path.Combine(dataDirectory, Installation.OwnKeyFile)
            : null;
        if (file is null)
        {
            findings.Add(new Finding(what, "Chưa khai báo tệp khóa. Đặt Protection__KeyFile đến tệp khóa của nơi này."));
            return null;
        }

        if (configuration[Installation.KeyFileSetting] is null && !File.Exists(file))
        {
            findings.Add(new Finding($"{what}: chưa có, sẽ được tạo ở lần khởi động đầu tiên"));
            return null;
        }

        try
        {
            var keys = KeyRing.Load(file);
            findings.Add(new Finding($"{what}: {file}, phiên bản {keys.Newest.Version.ToString(CultureInfo.InvariantCulture)}"));
            return keys;
        }
        catch (Exception e) when (e is KeyRingException or IOException or UnauthorizedAccessException)
        {
            findings.Add(new Finding(what, e.Message));
            return null;
        }
    }

    private static Finding LookAtDisk(string folder)
    {
        const string what = "Chỗ trống trên đĩa";
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        var shown = string.Create(CultureInfo.GetCultureInfo("vi-VN"), $"{free / (double)LeastFreeBytes:N1} GB ở {folder}");
        return free >= LeastFreeBytes
            ? new Finding($"{what}: {shown}")
            : new Finding(what, $"Chỉ còn {shown}; PostgreSQL dừng khi hết chỗ. Dọn bớt hoặc chuyển dữ liệu sang đĩa khác.");
    }

    private static IEnumerable<Finding> LookAtCookieKeys(IConfiguration configuration, InstallationMode mode)
    {
        const string what = "Khóa của cookie";
        if (mode != InstallationMode.Production)
            yield break;
        if (configuration["DataProtection:Directory"] is not { Length: > 0 } folder || !Directory.Exists(folder))
            yield return new Finding(
                what,
                "Chưa có thư mục khóa của cookie. Đặt DataProtection__Directory đến một thư mục có sẵn mà chương trình ghi được."
            );
        else if (configuration["DataProtection:Certificate"] is not { Length: > 0 } file || !File.Exists(file))
            yield return new Finding(what, "Chưa có chứng thư bọc khóa của cookie. Đặt DataProtection__Certificate đến tệp .pfx.");
        else
            yield return LookAtCertificate(what, file, configuration["DataProtection:CertificatePassword"]);
    }

    private static Finding LookAtCertificate(string what, string file, string? password)
    {
        try
        {
            using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey
                ? new Finding($"{what}: bọc bằng chứng thư {file}")
                : new Finding(what, $"Chứng thư {file} không có khóa riêng. Xuất lại tệp .pfx kèm khóa riêng.");
        }
        catch (CryptographicException e)
        {
            return new Finding(what, $"Không mở được chứng thư {file} ({e.Message}). Kiểm tra tệp và DataProtection__CertificatePassword.");
        }
    }
}
