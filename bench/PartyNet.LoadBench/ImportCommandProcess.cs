using System.Diagnostics;
using Npgsql;
using PartyNet.Domain.Units;

namespace PartyNet.LoadBench;

/// <summary>
/// <c>partynet import --commit</c> as an operator types it, on a server that is at work, as on a real installation: a process of its own,
/// from its start to its end.
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

    /// <summary>Makes the demo a real installation, which no command of one refuses.</summary>
    public static async Task<ImportCommandProcess> PrepareAsync(BenchSite site, Unit unit, CancellationToken cancellationToken)
    {
        await using var admin = await site.OpenAdminAsync(cancellationToken);
        await using var unmark = new NpgsqlCommand("comment on schema registry is null", admin);
        await unmark.ExecuteNonQueryAsync(cancellationToken);
        return new ImportCommandProcess(site, unit);
    }

    public async Task<CommandFigures> RunAsync(byte[] workbook, CancellationToken cancellationToken)
    {
        var list = Path.Combine(_folder.FullName, "danh-sach.xlsx");
        await File.WriteAllBytesAsync(list, workbook, cancellationToken);
        var start = Product.Program("PartyNet.Cli", "partynet", "import", list, "--unit", _unit.Code, "--commit");
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
