using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Infrastructure.Database;

/// <summary>Where the database is: an installation's own server by its connection strings, or the embedded one.</summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private readonly EmbeddedServer? _embedded;

    private DatabaseServer(string app, string owner, string backup, EmbeddedServer? embedded = null)
    {
        App = app;
        Owner = owner;
        Backup = backup;
        _embedded = embedded;
    }

    /// <summary>Connection string of the application's role.</summary>
    public string App { get; }

    /// <summary>Connection string of the owner's role; empty where a Production host was not given one.</summary>
    public string Owner { get; }

    /// <summary>Connection string of the role that backs up; empty where none was given.</summary>
    public string Backup { get; }

    /// <summary>Folder of the embedded server; null with an own server.</summary>
    public string? DataDirectory => _embedded?.DataDirectory;

    /// <summary>Nobody else works with the embedded server: this process has started it.</summary>
    public bool IsAlone => _embedded is { IsOwner: true };

    /// <summary>Reads the connection strings, or starts or joins the embedded server where there are none and the mode allows it.</summary>
    /// <exception cref="InstallationException">A connection string is missing, or is none.</exception>
    /// <exception cref="EmbeddedServerException">There is no embedded server to be had.</exception>
    public static async Task<DatabaseServer> FindAsync(
        IConfiguration configuration,
        InstallationMode mode,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        if (configuration.GetConnectionString(Installation.AppConnection) is { Length: > 0 } app)
        {
            var owner = configuration.GetConnectionString(Installation.OwnerConnection);
            if (string.IsNullOrEmpty(owner) && mode != InstallationMode.Production)
                throw new InstallationException(
                    "Đã có ConnectionStrings__PartyNet nhưng thiếu ConnectionStrings__PartyNetOwner (vai trò chủ sở hữu, để cập "
                        + "nhật cấu trúc dữ liệu)."
                );
            return new DatabaseServer(
                ConnectionStrings.Check(Installation.AppConnection, app, mode),
                string.IsNullOrEmpty(owner) ? "" : ConnectionStrings.Check(Installation.OwnerConnection, owner, mode),
                configuration.GetConnectionString(Installation.BackupConnection) is { Length: > 0 } backup
                    ? ConnectionStrings.Check(Installation.BackupConnection, backup, mode)
                    : "");
        }

        return await StartAsync(OptionsFor(configuration, mode), logger, cancellationToken);
    }

    /// <summary>A server of its own in a new folder, for rows that nobody will miss: nothing is forced to disk.</summary>
    public static Task<DatabaseServer> StartScratchAsync(string directory, ILogger logger, CancellationToken cancellationToken) =>
        StartAsync(new EmbeddedServerOptions { DataDirectory = directory, Durable = false }, logger, cancellationToken);

    private static async Task<DatabaseServer> StartAsync(
        EmbeddedServerOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var embedded = await EmbeddedServer.StartAsync(options, logger, cancellationToken);
        return new DatabaseServer(
            embedded.AppConnectionString(), embedded.OwnerConnectionString(), embedded.BackupConnectionString(), embedded);
    }

    /// <summary>In Production the embedded server is what an installation has chosen, not what is left when nothing is said.</summary>
    private static EmbeddedServerOptions OptionsFor(IConfiguration configuration, InstallationMode mode) =>
        configuration[InstallationFolder.DatabaseSetting] is { Length: > 0 } directory ? EmbeddedServerOptions.ForInstallation(directory)
        : mode != InstallationMode.Production ? EmbeddedServerOptions.ForDevelopment() ?? throw new InstallationException(
            "Chưa biết nơi cài nào: nêu --dir, đặt PARTYNET_DIR, hoặc chạy trong thư mục có partynet.json (máy chủ PostgreSQL riêng thì "
                + "đặt ConnectionStrings__PartyNet; dùng thử thì đặt PARTYNET_DATA).")
        : throw new InstallationException(
            "Chưa khai báo máy chủ PostgreSQL. Đặt ConnectionStrings__PartyNet và ConnectionStrings__PartyNetOwner, hoặc lập nơi cài có "
                + "PostgreSQL kèm theo bằng “partynet setup”, rồi khởi động lại.");

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
