using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Npgsql;
using PartyNet.Application.Diagnosis;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Infrastructure.Setup;

/// <summary>
/// The settings that are in force, as somebody may read them over the shoulder of who looks: secrets are masked. What is out of bounds, and
/// a name in a section of ours that nothing reads (a slip of the pen leaves the setting at its standard), is a fault.
/// </summary>
public static partial class EffectiveSettings
{
    private const string Mask = "••••••";

    // ASP.NET Core reads more there than this product names.
    private const string KestrelSection = "Kestrel";

    private const string Unset = "(chưa đặt)";

    /// <summary>Settings that are words: names, folders, files, addresses.</summary>
    private static readonly string[] Words =
    [
        "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "AllowedHosts", PublicAddress.Setting, "Proxy:Networks",
        $"ConnectionStrings:{Installation.AppConnection}", $"ConnectionStrings:{Installation.OwnerConnection}",
        $"ConnectionStrings:{Installation.BackupConnection}", Installation.KeyFileSetting,
        "DataProtection:Directory", "DataProtection:Certificate", "DataProtection:CertificatePassword",
        InstallationFolder.CertificatePasswordFile, SiteCertificate.PathSetting, SiteCertificate.KeySetting,
        SiteCertificate.PasswordSetting,
        InstallationFolder.TlsPasswordFile, InstallationFolder.DatabaseSetting, InstallationFolder.BackupsSetting,
        InstallationFolder.PassphraseSetting, "Metrics:Address", "Telemetry:Endpoint", InstallationFolder.Variable,
        EmbeddedServerOptions.DataDirectoryVariable,
    ];

    private static readonly (string Key, bool Standard)[] Switches = [("Jobs:Run", true), ("Backup:Elsewhere", false)];

    private static readonly string[] Secrets = ["DataProtection:CertificatePassword", SiteCertificate.PasswordSetting];

    /// <summary>Every setting that docs/operations.md knows.</summary>
    public static IEnumerable<string> Names =>
        Words.Concat(Switches.Select(setting => setting.Key)).Concat(NumberSetting.All.Select(setting => setting.Key));

    /// <summary>A line for each setting, in the order of <see cref="Names"/>, and one for each name that is none.</summary>
    public static IEnumerable<Finding> Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Words.Select(key => Word(key, configuration[key]))
            .Concat(Switches.Select(setting => Switch(setting.Key, setting.Standard, configuration[setting.Key])))
            .Concat(NumberSetting.All.Select(setting => Number(setting, configuration)))
            .Concat(Strays(configuration).Select(key => Finding.Broken(
                Name(key), "Không có thiết lập nào tên này, nên giá trị không được dùng. Xem lại tên trong docs/operations.md.")));
    }

    private static Finding Word(string key, string? value)
    {
        if (value is not { Length: > 0 })
            return Finding.Good(Name(key), Unset);
        if (key.StartsWith("ConnectionStrings:", StringComparison.Ordinal))
            return Connection(Name(key), value);
        return Finding.Good(Name(key), Secrets.Contains(key) ? Mask : Credentials().Replace(value, $"://{Mask}@"));
    }

    /// <summary>Never as it stands where it cannot be read: nobody knows which part of it is the password.</summary>
    private static Finding Connection(string name, string value)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(value);
            if (connection.Password is not null)
                connection.Password = Mask;
            if (connection.SslPassword is not null)
                connection.SslPassword = Mask;
            return Finding.Good(name, connection.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return Finding.Broken(name, "Chuỗi kết nối viết sai. Mẫu: Host=…;Database=…;Username=…;Password=…");
        }
    }

    private static Finding Switch(string key, bool standard, string? value) =>
        value is not { Length: > 0 } ? Finding.Good(Name(key), $"{(standard ? "true" : "false")} (mặc định)")
        : bool.TryParse(value, out var isOn) ? Finding.Good(Name(key), isOn ? "true" : "false")
        : Finding.Broken(Name(key), $"Phải là true hoặc false, không phải “{value}”.");

    private static Finding Number(NumberSetting setting, IConfiguration configuration)
    {
        try
        {
            var number = setting.Read(configuration).ToString(CultureInfo.InvariantCulture);
            return Finding.Good(Name(setting.Key), configuration[setting.Key] is { Length: > 0 } ? number : $"{number} (mặc định)");
        }
        catch (InstallationException e)
        {
            return Finding.Broken(Name(setting.Key), e.Message);
        }
    }

    private static IEnumerable<string> Strays(IConfiguration configuration)
    {
        var sections = Names.Where(name => name.Contains(':', StringComparison.Ordinal))
            .Select(name => name[..name.IndexOf(':', StringComparison.Ordinal)])
            .Where(section => section != KestrelSection).Distinct(StringComparer.Ordinal);
        return sections.SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(setting => setting.Value is not null && !Names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            .Select(setting => setting.Key);
    }

    /// <summary>As a variable of the environment is called.</summary>
    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    [GeneratedRegex("://[^/@]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();
}
