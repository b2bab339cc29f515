using System.Diagnostics;

namespace PartyNet.LoadBench;

/// <summary>
/// What the command line does is measured in a process that runs as it does: it compiles and collects otherwise than the site, whose
/// settings this program has, because baselines of pages answer from it.
/// </summary>
internal static class CommandLineProcess
{
    /// <summary>Verbs of benches that measure a verb of the command line.</summary>
    private static readonly string[] Verbs = ["import", "demo"];

    private const string Mark = "PARTYNET_BENCH_AS_COMMAND_LINE";

    /// <summary>Whether these arguments ask for a process that this one is not yet.</summary>
    public static bool IsAskedFor(string[] args) =>
        args is [var verb, ..] && Verbs.Contains(verb) && Environment.GetEnvironmentVariable(Mark) is null;

    /// <summary>Runs this program with its arguments under the settings of the command line.</summary>
    /// <returns>What it ended with.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = Path.Combine(Checkout.Project("PartyNet.Cli"), Checkout.Output, "partynet.runtimeconfig.json");
        var start = new ProcessStartInfo(
            "dotnet", ["exec", "--runtimeconfig", settings, typeof(CommandLineProcess).Assembly.Location, .. args])
        {
            Environment = { [Mark] = "1" },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
