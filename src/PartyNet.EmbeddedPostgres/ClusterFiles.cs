using System.Globalization;

namespace PartyNet.EmbeddedPostgres;

/// <summary>The cluster on disk: made once, afterwards only looked at before the server is let near it.</summary>
internal static class ClusterFiles
{
    /// <summary>Returns the passwords that belong to the cluster, making both when there is none yet.</summary>
    public static async Task<ServerCredentials> EnsureAsync(
        DataFolder folder, PostgresInstallation installation, bool durable, CancellationToken cancellationToken)
    {
        folder.RemoveWorkshops();
        var exists = Directory.Exists(folder.Cluster) && Directory.EnumerateFileSystemEntries(folder.Cluster).Any();
        var credentials = PrivateFile.Read<ServerCredentials>(folder.CredentialsFile);
        if (!exists)
        {
            credentials ??= ServerCredentials.Generate();
            PrivateFile.Write(folder.CredentialsFile, credentials);
            await InitialiseAsync(folder, installation, credentials, durable, cancellationToken);
        }
        else if (await folder.Account.IsStrangerToAsync(folder.Cluster, cancellationToken))
            await folder.Account.TakeOverAsync(folder.Cluster, cancellationToken);
        Check(folder);
        if (credentials is { Backup: null })
            PrivateFile.Write(folder.CredentialsFile, credentials = credentials.WithBackup());
        return credentials
            ?? throw EmbeddedServerException.DataDamaged(
                folder.Directory,
                $"thiếu tệp mật khẩu {Path.GetFileName(folder.CredentialsFile)}"
            );
    }

    /// <summary>A crash half way leaves a workshop folder, never half a cluster in the cluster's place.</summary>
    private static async Task InitialiseAsync(
        DataFolder folder,
        PostgresInstallation installation,
        ServerCredentials credentials,
        bool durable,
        CancellationToken cancellationToken
    )
    {
        var workshop = await folder.CreateWorkshopAsync(cancellationToken);
        try
        {
            var password = Path.Combine(workshop, "password");
            var cluster = Path.Combine(workshop, "cluster");
            await File.WriteAllTextAsync(password, credentials.Admin, cancellationToken);
            var made = await folder.Account.RunAsync(installation.InitDb, Arguments(cluster, password, durable), cancellationToken);
            if (made.ExitCode != 0)
                throw EmbeddedServerException.InitFailed(folder.Directory, made.LastLine);
            if (Directory.Exists(folder.Cluster))
                Directory.Delete(folder.Cluster);
            Directory.Move(cluster, folder.Cluster);
        }
        finally
        {
            folder.RemoveWorkshops();
        }
    }

    // Order and case of Vietnamese names are computed by the application, so the plainest locale serves, and an
    // index never depends on the collation library of a server.
    private static string[] Arguments(string cluster, string passwordFile, bool durable)
    {
        string[] always =
        [
            "-D", cluster, "-U", ServerRoles.Admin, $"--pwfile={passwordFile}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions",
        ];
        return durable ? always : [.. always, "--no-sync", "--wal-segsize=1"];
    }

    private static void Check(DataFolder folder)
    {
        var versionFile = Path.Combine(folder.Cluster, "PG_VERSION");
        if (!File.Exists(versionFile))
            throw EmbeddedServerException.DataDamaged(folder.Directory, "thiếu tệp PG_VERSION");
        var version = File.ReadAllText(versionFile).Trim();
        if (version != PostgresInstallation.MajorVersion.ToString(CultureInfo.InvariantCulture))
            throw EmbeddedServerException.OtherVersion(folder.Directory, version, PostgresInstallation.MajorVersion);
    }
}
