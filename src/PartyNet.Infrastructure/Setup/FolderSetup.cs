using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Setup;

/// <summary>Makes what is missing in the folder of an installation. What is there stays as it is.</summary>
public static class FolderSetup
{
    private const string Keys = "keys.json";
    private const string Cookies = "cookies";
    private const string CookieCertificateFile = "cookies.pfx";
    private const string CookiePassword = "cookies.password";
    private const string TlsFile = "tls.pfx";
    private const string TlsPassword = "tls.password";
    private const string Passphrase = "backup.passphrase";

    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // The embedded server of root runs as somebody else, who has to pass.
    private const UnixFileMode Passable = Mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>What was made and what was there already, in Vietnamese.</returns>
    /// <exception cref="InstallationException">Something that was named is not there.</exception>
    public static IReadOnlyList<string> Make(InstallationFolder folder, SetupAnswers answers, DateTimeOffset now)
    {
        var said = new List<string>();
        MakeDirectory(folder.Directory);
        Make("Tệp khóa", Keys, path =>
        {
            if (answers.Keys is null)
                KeyFile.Create(path, [KeyVersion.Generate(1) with { Made = now, Seals = now }]);
            else
                KeyFile.Create(path, new KeyFile(answers.Keys).Read());
        });
        Make("Chứng thư bọc khóa của cookie", CookieCertificateFile, path =>
            SelfMadeCertificate.ForCookies(path, folder.PathOf(CookiePassword), now));
        MakeDirectory(folder.PathOf(Cookies));
        Make("Mật khẩu của bản sao lưu", Passphrase, path => SecretFile.Write(path, NewPassphrase() + "\n"));
        MakeDirectory(folder.PathOf("backups"));
        if (answers.Https is HttpsWay.SelfSigned)
            Make("Chứng thư tự ký cho https", TlsFile, path =>
                SelfMadeCertificate.ForSite(path, folder.PathOf(TlsPassword), [answers.Address.Host, .. answers.Names], now));
        Make("Tệp thiết lập", InstallationFolder.SettingsName, _ => folder.Write(Settings(answers)));
        return said;

        void Make(string what, string name, Action<string> make)
        {
            var path = folder.PathOf(name);
            var isThere = File.Exists(path);
            if (!isThere)
                make(path);
            said.Add(isThere ? $"{what}: đã có {path}" : $"{what}: đã tạo {path}");
        }
    }

    private static Dictionary<string, string?> Settings(SetupAnswers answers)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["AllowedHosts"] = string.Join(';', answers.Names.Prepend(answers.Address.Host)),
            [PublicAddress.Setting] = answers.Address.ToString().TrimEnd('/'),
            [Installation.KeyFileSetting] = Keys,
            ["DataProtection:Directory"] = Cookies,
            ["DataProtection:Certificate"] = CookieCertificateFile,
            [InstallationFolder.CertificatePasswordFile] = CookiePassword,
            [InstallationFolder.BackupsSetting] = "backups",
            [InstallationFolder.PassphraseSetting] = Passphrase,
        };
        var own = answers.Address.IsDefaultPort ? 443 : answers.Address.Port;
        var listen = answers.Https is HttpsWay.Proxy ? "http://127.0.0.1:5080" : $"https://*:{own}";
        settings[WebHostDefaults.ServerUrlsKey] = answers.Listen ?? listen;
        switch (answers.Https)
        {
            case HttpsWay.Proxy proxy:
                settings["Proxy:Networks"] = proxy.Networks;
                break;
            case HttpsWay.Certificate certificate:
                Use(certificate, settings);
                break;
            default:
                settings[SiteCertificate.PathSetting] = TlsFile;
                settings[InstallationFolder.TlsPasswordFile] = TlsPassword;
                break;
        }

        if (answers.Server is DatabasePlace.Embedded)
            settings[InstallationFolder.DatabaseSetting] = "data";
        return settings;
    }

    /// <summary>Refused here rather than at the first start, when whoever set this up has gone home.</summary>
    private static void Use(HttpsWay.Certificate certificate, Dictionary<string, string?> settings)
    {
        var file = Named(certificate.File);
        var key = certificate.KeyFile is { } named ? Named(named) : SiteCertificate.HoldsKey(file) ? file : null;
        var password = certificate.PasswordFile is { } of ? Named(of) : null;
        settings[SiteCertificate.PathSetting] = file;
        settings[SiteCertificate.KeySetting] = key;
        settings[InstallationFolder.TlsPasswordFile] = password;
        if (SiteCertificate.Fault(file, key, password is null ? null : File.ReadAllText(password).Trim()) is { } fault)
            throw new InstallationException(fault);
    }

    private static string Named(string file) => File.Exists(file)
        ? Path.GetFullPath(file)
        : throw new InstallationException($"Không thấy tệp {file}.");

    private static void MakeDirectory(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? Passable : Mine);
    }

    /// <summary>A hundred bits, in groups that can be typed off paper, without letters that look alike.</summary>
    private static string NewPassphrase() => string.Join(
        '-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));
}
