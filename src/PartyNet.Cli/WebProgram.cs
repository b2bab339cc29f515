using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary>
/// The program of the site, which lies beside this one. Where the system can, it takes the place of this process: signals and the
/// supervisor of the machine then deal with the site itself.
/// </summary>
internal sealed class WebProgram
{
    private const string Name = "PartyNet.Web";

    private readonly string _file;
    private readonly string[] _arguments;

    private WebProgram(string file, params string[] arguments) => (_file, _arguments) = (file, arguments);

    private string Folder => Path.GetDirectoryName(_arguments.FirstOrDefault() ?? _file)!;

    /// <summary>Null where it is not there.</summary>
    public static WebProgram? Find()
    {
        // A bundle, a bundle with a folder for each program, and the checkout.
        string[] folders =
        [
            AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "..", "web"),
            AppContext.BaseDirectory.Replace("PartyNet.Cli", Name, StringComparison.Ordinal),
        ];
        foreach (var folder in folders.Select(Path.GetFullPath))
        {
            var program = Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
            if (File.Exists(program))
                return new WebProgram(program);
            if (File.Exists(program = Path.Combine(folder, Name + ".dll")))
                return new WebProgram(Environment.ProcessPath!, program);
        }

        return null;
    }

    public async Task<int> RunAsync(InstallationFolder installation, CancellationToken cancellationToken)
    {
        var more = new Dictionary<string, string>
        {
            [InstallationFolder.Variable] = installation.Directory,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_CONTENTROOT"] = Folder,
        };
        if (!OperatingSystem.IsWindows())
            TakePlace(more);
        var start = new ProcessStartInfo(_file, _arguments) { UseShellExecute = false };
        foreach (var (name, value) in more)
            start.Environment[name] = value;
        using var site = Process.Start(start)!;
        // Ctrl+C reaches the site too, which finishes what it is at.
        await site.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return site.ExitCode;
    }

    /// <summary>Returns only to say that it could not.</summary>
    private void TakePlace(Dictionary<string, string> more)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => !more.ContainsKey((string)variable.Key))
            .Select(variable => $"{variable.Key}={variable.Value}")
            .Concat(more.Select(variable => $"{variable.Key}={variable.Value}"));
        _ = Execute(_file, [_file, .. _arguments, null], [.. environment, null]);
        throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "execve", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string program,
        [In, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments,
        [In, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] environment);
}
