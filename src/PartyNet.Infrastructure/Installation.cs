using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure;

/// <summary>
/// What a host works with: the database (its own server or the embedded one), the keys, and whether this is the demo.
/// Opened once at the start; everything that can be wrong with an installation is found here and said in one sentence.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    public const string AppConnection = "PartyNet";
    public const string OwnerConnection = "PartyNetOwner";
    public const string BackupConnection = "PartyNetBackup";
    public const string KeyFileSetting = "Protection:KeyFile";

    /// <summary>Name of the key file that a development installation makes for itself in its data folder.</summary>
    internal const string OwnKeyFile = "keys.json";

    private readonly DatabaseServer? _server;

    public Installation(NpgsqlDataSource app, string ownerConnectionString, KeyRing keys, bool isDemo, string? dataDirectory = null)
        : this(app, ownerConnectionString, keys, isDemo, dataDirectory, server: null)
    {
    }

    private Installation(
        NpgsqlDataSource app,
        string ownerConnectionString,
        KeyRing keys,
        bool isDemo,
        string? dataDirectory,
        DatabaseServer? server
    )
    {
        App = app;
        OwnerConnectionString = ownerConnectionString;
        Keys = keys;
        IsDemo = isDemo;
        DataDirectory = dataDirectory;
        _server = server;
    }

    public NpgsqlDataSource App { get; }
    public string OwnerConnectionString { get; }
    public KeyRing Keys { get; }

    /// <summary>The database holds the fictional organisation. Never true in Production.</summary>
    public bool IsDemo { get; }

    /// <summary>Folder of the embedded server, for what else a development machine keeps; null with an own server.</summary>
    public string? DataDirectory { get; }

    /// <summary>Another process has started the embedded server that this one works with.</summary>
    public bool IsServedElsewhere => _server is { DataDirectory: not null, IsAlone: false };

    /// <param name="fillEmpty">What a host in development puts into an empty database; nothing by default, and never in Production.</param>
    /// <exception cref="InstallationException">Something is missing or unsafe; the message says what to do.</exception>
    /// <exception cref="EmbeddedServerException">There is no embedded server to be had.</exception>
    /// <exception cref="KeyRingException">The key file cannot be used.</exception>
    public static async Task<Installation> OpenAsync(
        IConfiguration configuration,
        InstallationMode mode,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken,
        FillDatabase? fillEmpty = null)
    {
        var server = await DatabaseServer.FindAsync(configuration, mode, logger, cancellationToken);
        try
        {
            var keys = FindKeys(configuration, mode, server.DataDirectory);
            if (mode == InstallationMode.Production)
                await RefuseOtherSchemaAsync(server.App, cancellationToken);
            else
                await DatabaseMigrator.MigrateAsync(server.Owner, clock, cancellationToken);

            var app = DataSources.ForApp(server.App);
            await DataSources.RefuseUnboundRoleAsync(app, cancellationToken);
            var isDemo = await FindDemoAsync(server.Owner, app, keys, mode, clock, fillEmpty, cancellationToken);
            if (await KeyFit.LookAsync(app, new SecretBox(keys), cancellationToken) is false)
                throw new KeyRingException(KeyRingException.DoesNotFit);
            return new Installation(app, server.Owner, keys, isDemo, server.DataDirectory, server);
        }
        catch (Exception e) when (e is NpgsqlException || Outages.Behind(e) is not null)
        {
            await server.DisposeAsync();
            throw new InstallationException(Explain(e.GetBaseException()), e);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static string Explain(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege }
        ? $"PostgreSQL từ chối vì vai trò trong chuỗi kết nối không đủ quyền ({e.Message}). Kiểm tra vai trò trong "
            + "ConnectionStrings__PartyNetOwner và ConnectionStrings__PartyNet; các quyền cần có ghi trong docs/operations.md."
        : $"Không làm việc được với máy chủ PostgreSQL ({e.Message}). Kiểm tra chuỗi kết nối ConnectionStrings__PartyNet và "
            + "ConnectionStrings__PartyNetOwner.";

    private static KeyRing FindKeys(IConfiguration configuration, InstallationMode mode, string? dataDirectory)
    {
        if (configuration[KeyFileSetting] is { Length: > 0 } path)
            return KeyRing.Load(path);
        if (mode == InstallationMode.Production || dataDirectory is null)
            throw new InstallationException(
                "Chưa khai báo tệp khóa. Đặt Protection__KeyFile đến tệp khóa của nơi này (xem docs/operations.md) rồi khởi động lại."
            );
        return KeyRing.LoadOrCreate(Path.Combine(dataDirectory, OwnKeyFile));
    }

    private static async Task RefuseOtherSchemaAsync(string app, CancellationToken cancellationToken)
    {
        if ((await SchemaState.ReadAsync(app, cancellationToken)).Refusal is { } refusal)
            throw new InstallationException(refusal);
    }

    private static async Task<bool> FindDemoAsync(
        string owner,
        NpgsqlDataSource app,
        KeyRing keys,
        InstallationMode mode,
        TimeProvider clock,
        FillDatabase? fillEmpty,
        CancellationToken cancellationToken)
    {
        var content = await DemoMark.ReadAsync(app, cancellationToken);
        if (mode == InstallationMode.Production && content == DatabaseContent.Demo)
            throw new InstallationException(
                "Cơ sở dữ liệu này chứa dữ liệu mẫu, không dùng được cho nơi làm việc thật. Trỏ đến một cơ sở dữ liệu trống."
            );
        if (mode == InstallationMode.Production || content != DatabaseContent.Empty || fillEmpty is null)
            return content == DatabaseContent.Demo;

        // Another host may have filled it in the meantime, or there is an administrator already and so this is somebody's.
        await fillEmpty(owner, keys, clock, cancellationToken);
        return await DemoMark.ReadAsync(app, cancellationToken) == DatabaseContent.Demo;
    }
}

/// <summary>How strictly an installation is taken.</summary>
public enum InstallationMode
{
    /// <summary>Own keys, own server, no demo, no automatic migration.</summary>
    Production,

    /// <summary>Brings what is missing: a server, keys, migrations.</summary>
    Development,
}

/// <summary>Puts a first content into a database that is still empty, and nothing into any other.</summary>
public delegate Task FillDatabase(string ownerConnectionString, KeyRing keys, TimeProvider clock, CancellationToken cancellationToken);
