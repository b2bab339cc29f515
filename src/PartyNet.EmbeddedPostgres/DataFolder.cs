using Microsoft.Extensions.Logging;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// The folder of one embedded server. The cluster belongs to the account that runs PostgreSQL; passwords, settings and
/// the record of the running server lie beside it and belong to the caller, so that the server cannot alter them.
/// </summary>
internal sealed class DataFolder
{
    private const string WorkshopPrefix = "new-";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private DataFolder(string directory, ServerAccount account)
    {
        Directory = directory;
        Account = account;
    }

    public string Directory { get; }

    public ServerAccount Account { get; }

    public string Cluster => ClusterIn(Directory);

    public string LockFile => Path.Combine(Directory, "server.lock");

    public string RecordFile => Path.Combine(Directory, "server.json");

    public string CredentialsFile => Path.Combine(Directory, "credentials.json");

    public string SettingsFile => Path.Combine(Directory, "postgresql.conf");

    public string HostRulesFile => Path.Combine(Directory, "pg_hba.conf");

    /// <summary>What the server says before it opens its own log, or for ever when it fails early.</summary>
    public string StartLog => Path.Combine(Cluster, "startup.log");

    public string LogDirectory => Path.Combine(Cluster, "log");

    public string ProcessIdFile => Path.Combine(Cluster, "postmaster.pid");

    public static async Task<DataFolder> OpenAsync(EmbeddedServerOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var wanted = Path.GetFullPath(options.DataDirectory);
        var account = await ServerAccount.ForAsync(ClusterIn(wanted), cancellationToken);
        var actual = wanted;
        if (!await account.CanEnterAsync(NearestExisting(wanted), cancellationToken))
        {
            actual = await FallbackFolder.ForAsync(wanted, "data", options, account, cancellationToken);
            account = await ServerAccount.ForAsync(ClusterIn(actual), cancellationToken);
            logger.LogWarning(
                "PostgreSQL chạy dưới tên người dùng {Account}, người dùng này không vào được {Wanted}; dữ liệu được đặt tại {Actual}",
                account.Name, wanted, actual);
        }
        Create(actual, account);
        return new DataFolder(actual, account);
    }

    /// <summary>
    /// An empty folder beside the cluster, owned by the server's account, in which a new cluster is made before it counts.
    /// </summary>
    public async Task<string> CreateWorkshopAsync(CancellationToken cancellationToken)
    {
        var workshop = Path.Combine(Directory, $"{WorkshopPrefix}{Guid.CreateVersion7():n}");
        CreatePrivate(workshop);
        await Account.TakeOverAsync(workshop, cancellationToken);
        return workshop;
    }

    /// <summary>
    /// Removes workshops, also of starts that were killed. The initdb of such a start may still be writing in one for a
    /// second: then it stays for the next time.
    /// </summary>
    public void RemoveWorkshops()
    {
        foreach (var workshop in System.IO.Directory.EnumerateDirectories(Directory, WorkshopPrefix + "*"))
        {
            try
            {
                System.IO.Directory.Delete(workshop, recursive: true);
            }
            catch (IOException)
            {
            }
        }
    }

    public static void CreatePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(directory);
        else
            System.IO.Directory.CreateDirectory(directory, Mine);
    }

    private static void Create(string directory, ServerAccount account)
    {
        if (System.IO.Directory.Exists(directory))
            return;
        var created = System.IO.Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
            created.UnixFileMode = account.IsCaller ? Mine : Passable;
    }

    private static string ClusterIn(string directory) => Path.Combine(directory, "postgres");

    private static string NearestExisting(string directory)
    {
        var folder = new DirectoryInfo(directory);
        while (!folder.Exists && folder.Parent is not null)
            folder = folder.Parent;
        return folder.FullName;
    }
}
