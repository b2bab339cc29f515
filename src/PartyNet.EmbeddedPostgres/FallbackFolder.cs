using System.Security.Cryptography;
using System.Text;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// Under root, the folder for what the unprivileged server cannot reach in its own place. Only root may write in it:
/// the binaries that root starts lie there.
/// </summary>
internal static class FallbackFolder
{
    // /var/lib first: /var/tmp is swept of old files on many systems.
    private static readonly string[] MachineWide = ["/var/lib/partynet", "/var/tmp/partynet"];

    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>
    /// A folder below the fallback whose name stands for <paramref name="original"/>, so that two checkouts never meet in it.
    /// </summary>
    public static async Task<string> ForAsync(
        string original, string prefix, EmbeddedServerOptions options, ServerAccount account, CancellationToken cancellationToken)
    {
        string[] candidates = options.FallbackDirectory is { } chosen ? [chosen] : MachineWide;
        foreach (var candidate in candidates)
            if (await IsUsableAsync(candidate, account, cancellationToken))
                return Path.Combine(candidate, $"{prefix}-{Fingerprint(original)}");
        throw EmbeddedServerException.NoFolderForServer(original, account.Name);
    }

    private static async Task<bool> IsUsableAsync(string directory, ServerAccount account, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            return false;
        try
        {
            if (!Directory.Exists(directory))
                Directory.CreateDirectory(directory).UnixFileMode = Passable;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        var folder = new DirectoryInfo(directory);
        return folder.LinkTarget is null
            && (folder.UnixFileMode & OthersWrite) == 0
            && await ServerAccount.OwnerOfAsync(directory, cancellationToken) == Environment.UserName
            && await account.CanEnterAsync(directory, cancellationToken);
    }

    private static string Fingerprint(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
