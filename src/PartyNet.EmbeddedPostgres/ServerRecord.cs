using System.Security.Cryptography;

namespace PartyNet.EmbeddedPostgres;

/// <summary>Where the running server listens; written by its owner once it answers, for the processes that join it.</summary>
internal sealed record ServerRecord
{
    /// <summary>Folder of the unix socket, or 127.0.0.1 on Windows.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>A socket folder outside the data folder, to be removed with the server; null when the socket lies in the cluster.</summary>
    public string? TemporarySocketDirectory { get; init; }

    public required int OwnerProcessId { get; init; }
}

/// <summary>Passwords of the four roles, made with the cluster and kept beside it.</summary>
internal sealed record ServerCredentials
{
    public required string Admin { get; init; }

    public required string Owner { get; init; }

    public required string App { get; init; }

    /// <summary>Null in a cluster from before backups had a role of their own.</summary>
    public string? Backup { get; init; }

    public static ServerCredentials Generate() =>
        new ServerCredentials { Admin = Secret(), Owner = Secret(), App = Secret() }.WithBackup();

    public ServerCredentials WithBackup() => Backup is null ? this with { Backup = Secret() } : this;

    private static string Secret() => RandomNumberGenerator.GetHexString(48, lowercase: true);
}
