using System.Diagnostics;
using PartyNet.Domain.Units;

namespace PartyNet.LoadBench;

/// <summary>
/// <c>partynet import --commit</c> as an operator types it, on a server that is at work, as on a real installation: a process of its own,
/// from its start to its end. That of the bundle which <c>PARTYNET_BUNDLE</c> names, where it does; that of the build elsewhere.
/// </summary>
internal sealed class ImportCommandProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("partynet-bench-import-");
    private readonly Unit _unit;
    private readonly Dictionary<string, string?> _settings;

    private ImportCommandProcess(BenchSite site, Unit unit)
    {
        _unit = unit;
        _settings = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__PartyNet"] = site.AppConnection,
            ["ConnectionStrings__PartyNetOwner"] = site.OwnerConnection,
            ["Protection__KeyFile"] = site.KeyFile,
        };
    }

    /// <summary>Which program it is, for the table.</summary>
    public string Program { get; private set; } = Checkout.Configuration;

    private string Path { get; set; } = System.IO.Path.Combine(
        Checkout.Root, "src", "PartyNet.Cli", "bin", Checkout.Configuration, "net10.0", "partynet");

    /// <summary>Makes the demo a real installation, which no command of one refuses.</summary>
    public static async Task<ImportCommandProcess> PrepareAsync(BenchSite site, Unit unit, CancellationToken cancellationToken)
    {
        var command = new ImportCommandProcess(site, unit);
        await using (var admin = await site.OpenAdminAsync(cancellationToken))
        {
            await using var unmark = new Npgsql.NpgsqlCommand("comment on schema registry is null", admin);
            await unmark.ExecuteNonQueryAsync(cancellationToken);
        }

        if (Environment.GetEnvironmentVariable("PARTYNET_BUNDLE") is { Length: > 0 } archive)
        {
            using var tar = Process.Start("tar", ["-xzf", archive, "-C", command._folder.FullName]);
            await tar.WaitForExitAsync(cancellationToken);
            command.Path = System.IO.Path.Combine(command._folder.GetDirectories("partynet-*").Single().FullName, "partynet");
            command.Program = "bundle";
        }

        return command;
    }

    public async Task<CommandFigures> RunAsync(byte[] workbook, CancellationToken cancellationToken)
    {
        var list = System.IO.Path.Combine(_folder.FullName, "danh-sach.xlsx");
        await File.WriteAllBytesAsync(list, workbook, cancellationToken);
        var start = new ProcessStartInfo(Path, ["import", list, "--unit", _unit.Code, "--commit"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        // As into a file: a terminal would take its time.
        var read = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        var most = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            process.Refresh();
            most = Math.Max(most, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        await read;
        var took = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0 ? new CommandFigures(took, most) : throw new InvalidOperationException("The list was not taken in.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <param name="Took">From the start of the process to its end.</param>
/// <param name="Memory">The most it held.</param>
internal sealed record CommandFigures(TimeSpan Took, long Memory);
