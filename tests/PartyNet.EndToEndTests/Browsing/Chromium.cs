using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PartyNet.EndToEndTests.Browsing;

/// <summary>
/// Finds a Chromium: the one named by PARTYNET_CHROMIUM, an installed one, or the one of the npm package beside these tests.
/// </summary>
internal sealed record Chromium(string Path, IReadOnlyDictionary<string, string> Environment)
{
    private const string Variable = "PARTYNET_CHROMIUM";

    private static readonly string[] InstalledPaths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly Dictionary<string, string> NoVariables = [];

    public static async Task<Chromium> FindAsync(CancellationToken cancellationToken)
    {
        if (System.Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named)
                ? new Chromium(named, NoVariables)
                : throw new InvalidOperationException($"{Variable} names {named}, which does not exist.");
        if (Array.Find(InstalledPaths, File.Exists) is { } installed)
            return new Chromium(installed, NoVariables);
        return await UnpackAsync(cancellationToken);
    }

    private static async Task<Chromium> UnpackAsync(CancellationToken cancellationToken)
    {
        var folder = Assembly
            .GetExecutingAssembly()
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "BrowserFolder")
            .Value!;
        var start = new ProcessStartInfo("node", [System.IO.Path.Combine(folder, "unpack.mjs")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        if (node.ExitCode != 0)
            throw new InvalidOperationException($"No Chromium is installed and the one of the npm package cannot be used: {await errors}");
        using var answer = JsonDocument.Parse(output);
        var variables = answer.RootElement.GetProperty("env").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!);
        return new Chromium(answer.RootElement.GetProperty("path").GetString()!, variables);
    }
}
