using System.Diagnostics;
using System.Globalization;

namespace PartyNet.IntegrationTests.EmbeddedPostgres;

/// <summary>Looks at and kills the processes that a test has started itself.</summary>
internal static class Processes
{
    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>Returns once nothing of the process is left, its locks and pipes included.</summary>
    public static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Holds a process still, so that it cannot react to what the test does to another one before it is killed itself.</summary>
    public static async Task FreezeAsync(int processId)
    {
        using var kill = Process.Start("/bin/sh", ["-c", "kill -STOP \"$1\"", "freeze", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>A killed process counts as ended even if nobody has collected its exit code.</summary>
    public static bool IsRunning(int processId) =>
        (OperatingSystem.IsLinux() ? FromProc(processId) : All().Find(p => p.Id == processId)) is { IsDead: false };

    public static int ParentOf(int processId) => All().Single(p => p.Id == processId).Parent;

    /// <summary>The supervisor of a server and its other children, that is everything but the server.</summary>
    public static IReadOnlyList<int> SupervisorOf(int serverProcessId)
    {
        var supervisor = ParentOf(serverProcessId);
        return [supervisor, .. All().Where(p => p.Parent == supervisor && p.Id != serverProcessId).Select(p => p.Id)];
    }

    private static List<Entry> All() => OperatingSystem.IsLinux() ? FromProc() : FromPs();

    private static List<Entry> FromProc() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(directory =>
                    int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
                )
                .Where(id => id > 0)
                .Select(FromProc)
                .OfType<Entry>(),
        ];

    private static Entry? FromProc(int processId)
    {
        try
        {
            // "id (name) state parent …", and the name may hold anything.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new Entry(processId, int.Parse(words[1], CultureInfo.InvariantCulture), words[0] == "Z");
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static List<Entry> FromPs()
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid=,stat="]) { RedirectStandardOutput = true })!;
        return
        [
            .. ps.StandardOutput.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(words => new Entry(
                    int.Parse(words[0], CultureInfo.InvariantCulture),
                    int.Parse(words[1], CultureInfo.InvariantCulture),
                    words[2].StartsWith('Z')
                )),
        ];
    }

    private sealed record Entry(int Id, int Parent, bool IsDead);
}
