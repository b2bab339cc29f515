using System.Diagnostics;
using System.Globalization;

namespace PartyNet.Web.Tests.Outages;

/// <summary>The processes of a PostgreSQL server that a test has started itself, by the process id that it wrote into its folder.</summary>
internal sealed class ServerTree(string dataDirectory)
{
    public bool AreThere => File.Exists(PidFile);

    /// <summary>Holds all of them still: what connects is accepted by the kernel and answered by nobody.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>The first process ends at once, without a word to anybody.</summary>
    public void Kill()
    {
        using var process = Process.GetProcessById(First());
        process.Kill();
    }

    private int First() =>
        int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    private string PidFile => Path.Combine(dataDirectory, "postgres", "postmaster.pid");

    private async Task SignalAsync(string signal)
    {
        var first = First();
        string[] all = [.. Parents().Where(p => p.Id == first || p.Parent == first).Select(p => $"{p.Id}")];
        Assert.True(all.Length > 1, "A server has more than one process.");
        // A process may end by itself between the list and the signal.
        using var kill = Process.Start("/bin/sh", ["-c", "for id do kill -\"$0\" \"$id\"; done; true", signal, .. all]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(int Id, int Parent)> Parents()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue;
            }

            // "id (name) state parent …", and the name may hold anything.
            yield return (id, int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture));
        }
    }
}
