using System.Diagnostics;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// PostgreSQL together with a supervisor that outlives us: a few lines of shell whose standard input is a pipe that we hold.
/// When we end, however we end, the kernel closes the pipe and the supervisor shuts the server down in good order.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    // The server is a child of the shell, so its process id stays its own until `wait` has seen it end. Signals that a
    // terminal or a process manager sends to the host must not reach the server, which would refuse the requests that the
    // host is still finishing: hence a session of its own (or, where setsid is missing, a process group by `set -m`).
    private const string Supervisor = """
        trap '' HUP INT TERM
        log=$1; shift
        exec 3<&0 </dev/null >"$log" 2>&1
        command -v setsid >/dev/null || set -m
        "$@" 3<&- &
        server=$!
        ( while read -r _; do :; done <&3; kill -INT "$server" ) 2>/dev/null &
        watcher=$!
        exec 3<&-
        wait "$server"
        code=$?
        kill -KILL "$watcher" 2>/dev/null
        exit $code
        """;

    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _supervisor;

    private ServerProcess(Process supervisor) => _supervisor = supervisor;

    public bool HasExited => _supervisor.HasExited;

    public static ServerProcess Start(PostgresInstallation installation, DataFolder folder)
    {
        var start = OperatingSystem.IsWindows() ? OnWindows(installation, folder) : OnUnix(installation, folder);
        start.RedirectStandardInput = true;
        return new ServerProcess(ServerAccount.Start(start));
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _supervisor.WaitForExitAsync(cancellationToken);

    /// <summary>False when the server has not ended in time.</summary>
    public async Task<bool> StopAsync()
    {
        _supervisor.StandardInput.Close();
        using var deadline = new CancellationTokenSource(StopDeadline);
        try
        {
            await _supervisor.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _supervisor.Dispose();

    private static ProcessStartInfo OnUnix(PostgresInstallation installation, DataFolder folder)
    {
        string[] command =
        [
            "/bin/sh", "-c", Supervisor, "partynet-postgres", folder.StartLog,
            installation.Postgres, "-D", folder.Cluster, "-c", $"config_file={folder.SettingsFile}",
        ];
        var setsid = ((string[])["/usr/bin/setsid", "/bin/setsid"]).FirstOrDefault(File.Exists);
        if (setsid is not null)
            command = [setsid, .. command];
        return folder.Account.StartInfo(command[0], command[1..]);
    }

    /// <summary>The same in the words of cmd.exe; pg_ctl drops administrator rights, which PostgreSQL refuses like root.</summary>
    private static ProcessStartInfo OnWindows(PostgresInstallation installation, DataFolder folder)
    {
        var start = folder.Account.StartInfo("cmd.exe", []);
        var pgCtl = $"\"{installation.PgCtl}\"";
        var where = $"-s -D \"{folder.Cluster}\"";
        var settings = $"-o \"-c config_file=\\\"{folder.SettingsFile.Replace('\\', '/')}\\\"\"";
        start.Arguments =
            $"/d /s /c \"{pgCtl} start -w {where} {settings} -l \"{folder.StartLog}\" <nul && (findstr \"^\" >nul & {pgCtl} stop -w "
                + $"-m fast {where} <nul)\"";
        return start;
    }
}
