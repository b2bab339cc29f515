using System.CommandLine;
using Npgsql;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure.Backups;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Cli;

/// <summary>
/// The root of the <c>partynet</c> command: one file per verb, each with a <c>Create</c> that builds its command.
/// Building a command must stay cheap (no host, no database): every run builds all of them.
/// </summary>
internal static class CommandLine
{
    public static RootCommand CreateRoot(Stdio io)
    {
        ArgumentNullException.ThrowIfNull(io);
        var root = new RootCommand("partynet – công cụ dòng lệnh của PartyNet.")
        {
            AccountsCommand.Create(io),
            BackupCommand.Create(io),
            ConfigCommand.Create(io),
            CreateAdminCommand.Create(io),
            ResetSecondFactorCommand.Create(io),
            DemoCommand.Create(io),
            DoctorCommand.Create(io),
            ExportCommand.Create(io),
            ImportCommand.Create(io),
            KeysCommand.Create(io),
            MigrateCommand.Create(io),
            MoveDatabaseCommand.Create(io),
            NamesCommand.Create(io),
            RestoreCommand.Create(io),
            RolesCommand.Create(io),
            ServeCommand.Create(io),
            SetupCommand.Create(io),
            TextCommand.Create(io),
        };
        root.Options.Add(InstallationFolders.Option());
        Help.InstallOn(root);
        return root;
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Stdio io, CancellationToken ct = default)
    {
        // As people ask for help elsewhere too.
        var parsed = CreateRoot(io).Parse(args is ["help", ..] ? [.. args.Skip(1), "--help"] : args);
        // The library answers a parse error with 1, which here means "found something wrong".
        if (parsed.Errors.Count > 0)
        {
            Misuse.Explain(parsed, io.Error);
            return ExitCode.Misuse;
        }

        io.Folder = parsed.GetValue<DirectoryInfo?>("--dir")?.FullName;
        try
        {
            var exit = await parsed.InvokeAsync(
                new InvocationConfiguration { Output = io.Out, Error = io.Error, EnableDefaultExceptionHandler = false }, ct);
            await io.Out.FlushAsync(ct);
            return exit;
        }
        catch (Exception e) when (e is InstallationException or EmbeddedServerException or KeyRingException or BackupException)
        {
            await io.Error.WriteLineAsync(e.Message);
            return ExitCode.FoundSomethingWrong;
        }
        catch (NpgsqlException e)
        {
            await io.Error.WriteLineAsync(ToolHost.Explain(e));
            return ExitCode.FoundSomethingWrong;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await io.Error.WriteLineAsync(FileTrouble.Explain(e));
            return ExitCode.FoundSomethingWrong;
        }
    }
}
