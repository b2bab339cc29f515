using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>The two programs as an office has them: <c>partynet setup</c>, <c>partynet serve</c>, and what is done while it runs.</summary>
public sealed class ServeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Security", "A16")]
    public async Task An_installation_is_set_up_served_backed_up_tried_out_and_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process is asked to stop by a signal.");
        var root = Path.Combine(Path.GetTempPath(), $"partynet-serve-{Guid.CreateVersion7():n}");
        var dir = Path.Combine(root, "co-so");
        Directory.CreateDirectory(root);
        var port = FreePort.Take();
        Process? site = null;
        try
        {
            var made = await RunAsync(
                "setup", dir, "--unattended", "--address", $"https://localhost:{port}", "--listen", $"https://127.0.0.1:{port}",
                "--self-signed");
            Assert.True(made.Exit == 0, made.Error);

            site = Start("serve", dir);
            var ready = await site.StandardOutput.ReadLineAsync(Stop);
            while (ready?.Contains("sẵn sàng", StringComparison.Ordinal) is false)
                ready = await site.StandardOutput.ReadLineAsync(Stop);
            Assert.NotNull(ready);
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
            using var browser = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{port}") };
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop)).StatusCode);
            var link = new Uri(made.Output.Trim());
            Assert.Contains("Lưu mật khẩu", await browser.GetStringAsync(link, Stop), StringComparison.Ordinal);

            var backup = await RunAsync("backup", dir);
            Assert.True(backup.Exit == 0, backup.Error);
            var drill = await RunAsync("restore", backup.Output.Trim(), "--drill", "--dir", dir);
            Assert.True(drill.Exit == 0, drill.Output + drill.Error);
            // The process that was started is the site itself.
            Assert.Equal(0, Kill(site.Id, Terminate));
            await site.WaitForExitAsync(Stop);
            Assert.Equal(0, site.ExitCode);
        }
        finally
        {
            if (site is { HasExited: false })
            {
                _ = Kill(site.Id, Terminate);
                await site.WaitForExitAsync(CancellationToken.None);
            }

            site?.Dispose();
            Directory.Delete(root, recursive: true);
        }
    }

    private const int Terminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(CommandLineFolder, "partynet"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in (string[])["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS"])
            start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    private static string CommandLineFolder { get; } = AppContext.BaseDirectory
        .Replace("tests", "src", StringComparison.Ordinal).Replace("PartyNet.Web.Tests", "PartyNet.Cli", StringComparison.Ordinal);
}
