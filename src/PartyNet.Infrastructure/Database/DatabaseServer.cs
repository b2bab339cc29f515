using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.Infrastructure.Database;

/// <summary>Where the database is: an installation's own server by its connection strings, or the embedded one.</summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private readonly EmbeddedServer? _embedded;

    private DatabaseServer(string app, string owner, EmbeddedServer? embedded = null)
    {
        App = app;
        Owner = owner;
        _embedded = embedded;
    }

    /// <summary>Connection string of the application's role.</summary>
    public string App { get; }

    /// <summary>Connection string of the owner's role; empty where a Production host was not given one.</summary>
    public string Owner { get; }

    /// <summary>Folder of the embedded server; null with an own server.</summary>
    public string? DataDirectory => _embedded?.DataDirectory;

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
                string.IsNullOrEmpty(owner) ? "" : ConnectionStrings.Check(Installation.OwnerConnection, owner, mode));
        }

        if (mode == InstallationMode.Production)
            throw new InstallationException(
                "Chưa khai báo máy chủ PostgreSQL. Đặt ConnectionStrings__PartyNet và ConnectionStrings__PartyNetOwner rồi khởi động lại."
            );

        var embedded = await EmbeddedServer.StartAsync(EmbeddedServerOptions.Default(), logger, cancellationToken);
        return new DatabaseServer(embedded.AppConnectionString(), embedded.OwnerConnectionString(), embedded);
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
