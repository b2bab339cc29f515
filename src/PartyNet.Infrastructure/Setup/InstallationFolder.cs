using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Infrastructure.Setup;

/// <summary>
/// The folder of one installation, as <c>partynet setup</c> makes it: settings, keys, certificate, database and backups. Site and command
/// line read the settings from it; paths in them are below the folder, so that it can be moved as a whole.
/// </summary>
public sealed class InstallationFolder(string directory)
{
    /// <summary>Environment variable that names the folder to site and command line.</summary>
    public const string Variable = "PARTYNET_DIR";

    public const string SettingsName = "partynet.json";

    /// <summary>Folder of the embedded server; without it an installation has connection strings.</summary>
    public const string DatabaseSetting = "Database:Directory";

    public const string BackupsSetting = "Backup:Directory";
    public const string PassphraseSetting = "Backup:PassphraseFile";

    internal const string CertificatePasswordFile = "DataProtection:CertificatePasswordFile";
    internal const string TlsPasswordFile = "Kestrel:Certificates:Default:PasswordFile";

    /// <summary>Settings that are paths.</summary>
    private static readonly string[] Paths =
    [
        Installation.KeyFileSetting, "DataProtection:Directory", "DataProtection:Certificate", CertificatePasswordFile, DatabaseSetting,
        BackupsSetting, PassphraseSetting, SiteCertificate.PathSetting, SiteCertificate.KeySetting, TlsPasswordFile,
    ];

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Directory { get; } = Path.GetFullPath(directory);

    public string SettingsFile => PathOf(SettingsName);

    /// <exception cref="InstallationException">This user may not look.</exception>
    public bool IsInstallation => HoldsSettings();

    /// <summary>Whether the settings say where the database is.</summary>
    public bool HasDatabase => IsInstallation && Read() is var settings
        && (settings.ContainsKey(DatabaseSetting) || settings.ContainsKey($"ConnectionStrings:{Installation.AppConnection}"));

    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>The folder that the environment names.</summary>
    public static InstallationFolder? OfEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? new InstallationFolder(named) : null;

    /// <summary>
    /// Of the folder that was named, or of that in the environment; where neither is, of the current one, if it holds an installation.
    /// </summary>
    /// <exception cref="InstallationException">The folder that was named holds none, or this user may not look.</exception>
    public static IReadOnlyDictionary<string, string?> ReadSettings(string? named = null)
    {
        // A name that is mistyped must not lead to another database.
        if ((named is null ? OfEnvironment() : new InstallationFolder(named)) is { } meant)
            return meant.Existing().Read();
        var current = new InstallationFolder(Environment.CurrentDirectory);
        return current.IsInstallation ? current.Read() : new Dictionary<string, string?>();
    }

    /// <exception cref="InstallationException">The folder holds no installation, or this user may not look.</exception>
    public InstallationFolder Existing() => IsInstallation
        ? this
        : throw new InstallationException($"Thư mục {Directory} không có {SettingsName}: chưa có nơi cài nào ở đó.");

    /// <exception cref="InstallationException">The file is no settings.</exception>
    public Dictionary<string, string?> Read()
    {
        IConfigurationRoot read;
        try
        {
            read = new ConfigurationBuilder().AddJsonFile(SettingsFile).Build();
        }
        catch (InvalidDataException e)
        {
            throw new InstallationException($"Tệp {SettingsFile} viết sai ({e.GetBaseException().Message}). Sửa lại tệp đó.", e);
        }

        var settings = read.AsEnumerable().Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var path in Paths)
        {
            if (settings.TryGetValue(path, out var value) && value is { Length: > 0 })
                settings[path] = Path.GetFullPath(Path.Combine(Directory, value));
        }

        Take(settings, CertificatePasswordFile, "DataProtection:CertificatePassword");
        Take(settings, TlsPasswordFile, SiteCertificate.PasswordSetting);
        return settings;
    }

    /// <summary>Writes settings, each under its name with colons; what is null goes. Others of the file stay.</summary>
    public void Write(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var root = IsInstallation ? JsonNode.Parse(File.ReadAllText(SettingsFile))!.AsObject() : [];
        foreach (var (name, value) in settings)
            Set(root, name.Split(':'), value);
        var draft = SettingsFile + ".new";
        File.Delete(draft);
        SecretFile.Write(draft, root.ToJsonString(Json) + "\n", SecretFile.Changing);
        File.Move(draft, SettingsFile, overwrite: true);
    }

    private bool HoldsSettings()
    {
        try
        {
            // Whether it is there is not told to whom may not look: only reading tells the two apart.
            File.OpenRead(SettingsFile).Dispose();
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException e)
        {
            var owner = FolderOwner.Find(Directory);
            throw new InstallationException(
                $"Không đọc được {SettingsFile}; " + (owner is null || owner == Environment.UserName
                    ? "kiểm tra quyền của tệp và thư mục ấy."
                    : $"nơi cài thuộc người dùng “{owner}”: su - {owner}."),
                e);
        }
    }

    private static void Set(JsonObject node, string[] name, string? value)
    {
        foreach (var part in name[..^1])
        {
            if (node[part] is not JsonObject child)
                node[part] = child = [];
            node = child;
        }

        if (value is null)
            node.Remove(name[^1]);
        else
            node[name[^1]] = value;
    }

    private static void Take(Dictionary<string, string?> settings, string file, string password)
    {
        if (settings.TryGetValue(file, out var path) && File.Exists(path))
            settings[password] = File.ReadAllText(path).Trim();
    }
}
