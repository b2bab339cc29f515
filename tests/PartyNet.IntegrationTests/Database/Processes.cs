using System.Diagnostics;
using System.Globalization;

namespace PartyNet.IntegrationTests.Database;

/// <summary>Looks at and kills the processes that a test has started itself.</summary>
internal static class Processes
{
    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>A killed process counts as ended even if nobody has collected its exit code.</summary>
    public static bool IsRunning(int processId) => All().Any(p => p.Id == processId && !p.IsDead);

    public static int ParentOf(int processId) => All().Single(p => p.Id == processId).Parent;

    /// <summary>The supervisor of a server and its other children, that is everything but the server.</summary>
    public static IReadOnlyList<int> SupervisorOf(int serverProcessId)
    {
        var supervisor = ParentOf(serverProcessId);
        return [supervisor, .. All().Where(p => p.Parent == supervisor && p.Id != serverProcessId).Select(p => p.Id)];
    }

    private static List<Entry> All() => OperatingSystem.IsLinux() ? FromProc() : FromPs();

    private static List<Entry> FromProc()
    {
        var entries = new List<Entry>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                // "id (name) state parent …", and the name may hold anything.
                var stat = File.ReadAllText(Path.Combine(directory, "stat"));
                var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                entries.Add(new Entry(id, int.Parse(words[1], CultureInfo.InvariantCulture), words[0] == "Z"));
            }
            catch (IOException)
            {
                // It ended while we were reading.
            }
        }
        return entries;
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
                    int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture), words[2].StartsWith('Z'))),
        ];
    }

    private sealed record Entry(int Id, int Parent, bool IsDead);
}
