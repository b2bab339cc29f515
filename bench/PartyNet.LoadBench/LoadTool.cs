using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PartyNet.LoadBench;

/// <summary>What a load found: requests a second, and how many there were.</summary>
internal sealed record Load(double PerSecond, double Requests)
{
    /// <summary>Milliseconds of one request where one connection made them one after the other.</summary>
    public double Milliseconds => 1000 / PerSecond;
}

/// <summary>autocannon, from npm, as bench/load pins it.</summary>
internal static class LoadTool
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "bench", "load");
    private static readonly string Program = Path.Combine(Folder, "node_modules", "autocannon", "autocannon.js");

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Program))
            await RunAsync(Npm, ["ci", "--ignore-scripts", "--loglevel=error"], cancellationToken);
    }

    public static async Task<Load> RunAsync(
        string address, string? cookie, int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        var seconds = duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        List<string> arguments =
            [Program, "--json", "--no-progress", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", seconds, "-L", "250"];
        if (cookie is not null)
            arguments.AddRange(["-H", $"Cookie={cookie}"]);
        var output = await RunAsync("node", [.. arguments, address], cancellationToken);
        using var result = JsonDocument.Parse(output);
        var root = result.RootElement;
        var (good, bad) = (root.GetProperty("2xx").GetDouble(), root.GetProperty("non2xx").GetDouble());
        if (bad > 0 || good == 0 || root.GetProperty("errors").GetInt32() > 0)
            throw new InvalidOperationException($"{address} answered {good} requests well and {bad} badly: {output}");
        return new Load(good / root.GetProperty("duration").GetDouble(), good);
    }

    private static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true };
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
