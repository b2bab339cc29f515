using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// The bundle for Linux, unpacked into an empty folder that nobody can write in, and beside it a folder for an installation. Its programs
/// run as an ordinary user with an empty environment. Where the test may (as root, which a machine of CI is), they run besides on a
/// read-only file system without any network, and without the .NET and the ICU of this machine.
/// </summary>
internal sealed class Bundle : IDisposable
{
    private const int Terminate = 15;

    private const string Confined =
        """
        set -e
        state=$1 dotnet=$2; shift 2
        chown 65534:65534 "$state"
        if [ "$CONFINED" = yes ]; then
          mount --bind "$state" "$state"
          mount -t tmpfs none "$dotnet"
          for library in /usr/lib/*/libicu*.so.*; do [ ! -f "$library" ] || mount --bind /dev/null "$library"; done
          mount -o remount,bind,ro /
        fi
        exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
          /usr/bin/env -i PATH=/nowhere HOME=/nowhere TMPDIR="$state" "$@"
        """;

    private readonly DirectoryInfo _root;
    private readonly bool _isRoot = Environment.IsPrivilegedProcess;

    private Bundle(DirectoryInfo root) => _root = root;

    /// <summary>The archive that was made before the tests; null where none was.</summary>
    public static string? Archive =>
        OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("PARTYNET_BUNDLE") is { Length: > 0 } archive ? archive : null;

    /// <summary>Whether the programs have no network, and no file system to write on but the installation's.</summary>
    public bool IsConfined { get; private set; }

    /// <summary>What was in the archive: one folder.</summary>
    public string Folder => _root.GetDirectories("partynet-*").Single().FullName;

    public string Installation => InState("site");

    private string State => Path.Combine(_root.FullName, "state");

    private string Socket => InState("web.sock");

    /// <summary>Where the site listens: a socket in the file system is reached from outside of a network that is none.</summary>
    public string Address => $"https://unix:{Socket}";

    public string InState(string name) => Path.Combine(State, name);

    public static async Task<Bundle> UnpackAsync(string archive)
    {
        var bundle = new Bundle(Directory.CreateTempSubdirectory("partynet-bundle-"));
        Directory.CreateDirectory(bundle.State);
        Assert.Equal(0, (await EndAsync(Start("tar", ["-xzf", archive, "-C", bundle._root.FullName]))).Exit);
        Assert.Equal(0, (await EndAsync(Start("chmod", ["755", bundle._root.FullName]))).Exit);
        Assert.Equal(0, (await EndAsync(Start("chmod", ["-R", "a-w", bundle.Folder]))).Exit);
        bundle.IsConfined = bundle._isRoot && (await EndAsync(Start("unshare", ["--mount", "--net", "true"]))).Exit == 0;
        return bundle;
    }

    public async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) => await EndAsync(Begin(arguments));

    /// <summary>Starts what goes on running; the process is that of the program itself.</summary>
    public Process Begin(params string[] arguments)
    {
        string[] words = [Path.Combine(Folder, "partynet"), .. arguments];
        if (!_isRoot)
            return Start("/usr/bin/env", ["-i", "PATH=/nowhere", $"HOME={State}", $"TMPDIR={State}", .. words]);
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string[] shell = ["/bin/sh", "-c", Confined, "sh", State, dotnet, .. words];
        return IsConfined ? Start("unshare", ["--mount", "--net", .. shell], "yes") : Start(shell[0], shell[1..]);
    }

    /// <summary>Asks a process to end.</summary>
    public static void Stop(Process process) => Assert.Equal(0, Kill(process.Id, Terminate));

    /// <summary>People before the site, whose certificate is its own and names it.</summary>
    public HttpClient NewClient(string address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, problems) =>
            problems is System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors },
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri(address),
    };

    /// <summary>Command lines of processes that name the folder of programs or of the installation.</summary>
    public List<string> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Select(CommandLine)
            .Where(line => line.Contains(_root.FullName, StringComparison.Ordinal)),
    ];

    public void Dispose()
    {
        using (var writable = Start("chmod", ["-R", "u+w", _root.FullName]))
            writable.WaitForExit();
        _root.Delete(recursive: true);
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static Process Start(string program, string[] arguments, string confined = "no")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["CONFINED"] = confined;
        return Process.Start(start)!;
    }

    private static async Task<(int Exit, string Output, string Error)> EndAsync(Process started)
    {
        using var process = started;
        var stop = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output, await error);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
