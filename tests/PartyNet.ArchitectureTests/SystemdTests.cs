using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Cli;

namespace PartyNet.ArchitectureTests;

/// <summary>The units of deploy/systemd, as systemd reads them and as the command line does.</summary>
public sealed partial class SystemdTests
{
    private const string Program = "/opt/partynet/partynet";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Systemd_finds_nothing_wrong()
    {
        const string verifier = "/usr/bin/systemd-analyze";
        Assert.SkipUnless(File.Exists(verifier), "systemd-analyze is not installed (Debian package systemd)");
        var folder = Directory.CreateTempSubdirectory("partynet-units-");
        try
        {
            foreach (var unit in Units())
            {
                // A program that is there: that it lies elsewhere on this machine is no fault of the unit.
                var text = (await File.ReadAllTextAsync(unit, Stop)).Replace(Program, "/bin/true", StringComparison.Ordinal);
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(unit)), text, Stop);
            }

            using var process = Process.Start(new ProcessStartInfo(verifier, ["verify", .. Directory.GetFiles(folder.FullName)])
            {
                RedirectStandardError = true,
            })!;
            var said = await process.StandardError.ReadToEndAsync(Stop);
            await process.WaitForExitAsync(Stop);

            Assert.Equal((0, ""), (process.ExitCode, said));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_they_start_the_command_line_understands()
    {
        using var io = new Stdio(Stream.Null, Stream.Null, Stream.Null, new FakeTimeProvider());
        var root = CommandLine.CreateRoot(io);
        var started = Units().SelectMany(unit => Started().Matches(File.ReadAllText(unit)).Select(line => line.Groups[1].Value)).ToList();

        Assert.Equal(2, started.Count);
        Assert.All(started, line => Assert.Empty(root.Parse(line).Errors));
    }

    private static string[] Units() => Directory.GetFiles(Path.Combine(Sources.Root, "deploy", "systemd"));

    [GeneratedRegex($"^ExecStart={Program} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Started();
}
