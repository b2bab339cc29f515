using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// Cleans up after an owner that was killed: a server that still runs, or a process id file that speaks of one.
/// Only called with the folder's lock in hand, so there is no other owner.
/// </summary>
internal static class LeftoverServer
{
    // Above every system's highest process id: the server takes such a file for stale.
    private const string NoProcess = "2147483646";

    private const UnixFileMode ForAllToRead =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static async Task ClearAsync(
        DataFolder folder,
        PostgresInstallation installation,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        if (ReadProcessId(folder) is { } processId)
        {
            if (await IsServerOfAsync(processId, folder, cancellationToken))
                await StopAsync(processId, folder, installation, logger, cancellationToken);
            else
                DisownProcessId(folder);
        }
    }

    private static int? ReadProcessId(DataFolder folder)
    {
        try
        {
            var first = File.ReadLines(folder.ProcessIdFile).FirstOrDefault();
            if (int.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
                return Math.Abs(id);
            // Cut off while it was written: it holds nothing that the server could check, and the server would refuse it.
            File.Delete(folder.ProcessIdFile);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>After a restart of the machine, and in containers all the time, the number may belong to somebody else by now.</summary>
    private static async Task<bool> IsServerOfAsync(int processId, DataFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return IsServerCommand(File.ReadAllText($"/proc/{processId}/cmdline").Split('\0'), folder);
            using var process = Process.GetProcessById(processId);
            if (OperatingSystem.IsWindows())
                return process.ProcessName == "postgres";
            var listing = await ServerAccount.Caller.RunAsync(
                "/bin/ps", ["-ww", "-o", "command=", "-p", processId.ToString(CultureInfo.InvariantCulture)], cancellationToken);
            return listing.Output.Contains($"/postgres -D {folder.Cluster} ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsServerCommand(string[] command, DataFolder folder) =>
        Path.GetFileName(command[0]) == "postgres" && command.Contains(folder.Cluster);

    private static async Task StopAsync(
        int processId, DataFolder folder, PostgresInstallation installation, ILogger logger, CancellationToken cancellationToken)
    {
        logger.LogInformation("Dừng máy chủ PostgreSQL còn lại từ lần chạy trước (tiến trình {ProcessId})", processId);
        foreach (var mode in (string[])["fast", "immediate"])
        {
            var stop = await folder.Account.RunAsync(
                installation.PgCtl, ["stop", "-w", "-m", mode, "-t", "30", "-D", folder.Cluster], cancellationToken);
            // It may have ended by itself in between: then pg_ctl complains and all is well.
            if (stop.ExitCode == 0 || !await IsServerOfAsync(processId, folder, cancellationToken))
                return;
        }
        throw EmbeddedServerException.LeftoverWillNotStop(processId, folder.Directory);
    }

    /// <summary>
    /// The file itself must stay: by its other lines the new server checks that no orphaned session still uses the
    /// cluster's shared memory. Replaced by renaming, never written through, since the folder belongs to another account.
    /// </summary>
    private static void DisownProcessId(DataFolder folder)
    {
        string[] lines = [NoProcess, .. File.ReadLines(folder.ProcessIdFile).Skip(1)];
        var draft = $"{folder.ProcessIdFile}.{Guid.CreateVersion7():n}";
        try
        {
            using (var file = new StreamWriter(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }))
                foreach (var line in lines)
                    file.Write(line + "\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(draft, ForAllToRead);
            File.Move(draft, folder.ProcessIdFile, overwrite: true);
        }
        catch
        {
            // A full disk, on which this is tried again and again.
            File.Delete(draft);
            throw;
        }
    }
}
