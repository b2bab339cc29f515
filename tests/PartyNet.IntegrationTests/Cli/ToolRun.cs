using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Cli;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Cli;

/// <summary>One run of a verb that works on an installation, through the real entry of <c>partynet</c>, with settings of its own.</summary>
internal sealed record ToolRun(int Exit, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="settings">Null to have them read from where the command line names.</param>
    public static async Task<ToolRun> OfAsync(IEnumerable<KeyValuePair<string, string?>>? settings, params string[] args)
    {
        using MemoryStream output = new(), error = new();
        int exit;
        using (
            var io = settings is null
                ? new Stdio(Stream.Null, output, error, TestDatabase.Clock)
                : new Stdio(Stream.Null, output, error, TestDatabase.Clock)
                {
                    Settings = new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
                }
        )
            exit = await CommandLine.RunAsync(args, io, TestContext.Current.CancellationToken);
        return new(exit, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}

/// <summary>An installation on a database of its own, with a key file: what a verb is pointed at.</summary>
internal sealed class ToolInstallation : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("partynet-tool-").FullName;
    private readonly ClusterDatabase _database;

    public ToolInstallation(ClusterDatabase database)
    {
        _database = database;
        KeyRing.Generate().Save(KeyFile);
        Settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:PartyNet"] = database.AppConnectionString,
            ["ConnectionStrings:PartyNetOwner"] = database.OwnerConnectionString,
            ["Protection:KeyFile"] = KeyFile,
        };
    }

    public ClusterDatabase Database => _database;

    public Dictionary<string, string?> Settings { get; }

    public string KeyFile => PathOf("keys.json");

    public string PathOf(string name) => Path.Combine(_folder, name);

    public Task<ToolRun> RunAsync(params string[] args) => ToolRun.OfAsync(Settings, args);

    /// <summary>Runs a use case, for seeing whether what a verb made works.</summary>
    public async Task<T> UseAsync<TUseCase, T>(Func<TUseCase, Task<T>> use)
        where TUseCase : notnull
    {
        await using var installation = new Installation(
            DataSources.ForApp(Database.AppConnectionString), Database.OwnerConnectionString, KeyRing.Load(KeyFile), isDemo: false);
        await using var services = TestDatabase.Services(installation, TestDatabase.Clock);
        await using var request = services.CreateAsyncScope();
        return await use(request.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
