using System.ComponentModel;
using System.Diagnostics;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// The operating-system user that PostgreSQL runs as: the caller, or under root an unprivileged one,
/// because PostgreSQL refuses to run as root.
/// </summary>
internal sealed class ServerAccount
{
    private const string Unprivileged = "nobody";

    private readonly string? _userName;

    private ServerAccount(string? userName) => _userName = userName;

    public static ServerAccount Caller { get; } = new(null);

    public bool IsCaller => _userName is null;

    public string Name => _userName ?? Environment.UserName;

    /// <summary>Under root, a cluster that an ordinary user made is run as that user, so that they can go on using it.</summary>
    public static async Task<ServerAccount> ForAsync(string clusterDirectory, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return Caller;
        var owner = Directory.Exists(clusterDirectory) ? await OwnerOfAsync(clusterDirectory, cancellationToken) : "root";
        return new ServerAccount(owner == "root" ? Unprivileged : owner);
    }

    /// <summary>The user a folder belongs to. .NET cannot tell; the third word of <c>ls -ld</c> is the portable answer.</summary>
    public static async Task<string> OwnerOfAsync(string directory, CancellationToken cancellationToken)
    {
        var listing = await Caller.RunAsync("/bin/ls", ["-ld", "--", directory], cancellationToken);
        var words = listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return listing.ExitCode == 0 && words.Length > 2 ? words[2] : "";
    }

    public async Task<bool> CanEnterAsync(string directory, CancellationToken cancellationToken) =>
        IsCaller || (await RunAsync("/bin/sh", ["-c", "cd \"$1\"", "probe", directory], cancellationToken)).ExitCode == 0;

    /// <summary>Whether a cluster belongs to another user than the account, as after a restore by root.</summary>
    public async Task<bool> IsStrangerToAsync(string directory, CancellationToken cancellationToken) =>
        !IsCaller && await OwnerOfAsync(directory, cancellationToken) != Name;

    /// <summary>Gives a path and all below it to the account; nothing to do when the account is the caller.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellationToken)
    {
        if (IsCaller)
            return;
        var done = await Caller.RunAsync("chown", ["-R", "-h", Name, path], cancellationToken);
        if (done.ExitCode != 0)
            throw new IOException(done.LastLine);
    }

    public async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = StartInfo(program, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Starts a program that does not exist, or is not for this machine, as a sentence instead of a crash.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw EmbeddedServerException.CannotRun(start.FileName, e.Message);
        }
    }

    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, CreateNoWindow = true };
        if (_userName is not null)
            start.UserName = _userName;
        CleanEnvironment(start);
        return start;
    }

    /// <summary>
    /// The server must see neither the host's secrets (its environment is readable by others of its user) nor
    /// PG* variables of a developer's shell; and its working folder must be one that it can enter.
    /// </summary>
    private static void CleanEnvironment(ProcessStartInfo start)
    {
        if (OperatingSystem.IsWindows())
        {
            foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToList())
                start.Environment.Remove(name);
        }
        else
        {
            start.Environment.Clear();
            start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/bin:/sbin:/bin";
            start.WorkingDirectory = "/";
        }
        start.Environment["LC_ALL"] = "C";
    }
}

/// <summary>How a short-lived command ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The line that usually says why a command failed.</summary>
    public string LastLine
    {
        get
        {
            var lines = (Error + "\n" + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (lines.FirstOrDefault(ServerLog.HasSeverity) is { } severe)
                return ServerLog.FromSeverity(severe);
            return lines.FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal))
                ?? lines.LastOrDefault()
                ?? $"exit code {ExitCode}";
        }
    }
}
