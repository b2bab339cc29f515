using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Protection;
using PartyNet.Infrastructure.Setup;
using PartyNet.Spreadsheets;

namespace PartyNet.Cli;

/// <summary>
/// What verbs that work on an installation stand on: the same settings, database and use cases as the web application. An embedded
/// server that already runs is joined; one that had to be started stops with the verb.
/// </summary>
internal sealed class ToolHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ToolHost(Installation installation, TimeProvider clock)
    {
        Installation = installation;
        _services = new ServiceCollection().AddLogging().AddPartyNet(installation, clock).AddSpreadsheets().BuildServiceProvider();
    }

    public Installation Installation { get; }

    public TimeProvider Clock => _services.GetRequiredService<TimeProvider>();

    public static Task<ToolHost> OpenAsync(Stdio io, CancellationToken cancellationToken) => OpenAsync(io, io.Settings, cancellationToken);

    public static async Task<ToolHost> OpenAsync(Stdio io, IConfiguration settings, CancellationToken cancellationToken) =>
        new(await Installation.OpenAsync(settings, ModeOf(settings), io.Clock, LoggerFor(io), cancellationToken), io.Clock);

    /// <summary>Runs a use case in a scope, as a request of its own.</summary>
    public async Task<TResult> RunAsync<TUseCase, TResult>(AccessScope scope, Func<TUseCase, Task<TResult>> use)
        where TUseCase : notnull
    {
        await using var request = _services.CreateAsyncScope();
        var access = request.ServiceProvider.GetRequiredService<AccessContext>();
        access.Scope = scope;
        access.RequestId = "partynet";
        var result = await use(request.ServiceProvider.GetRequiredService<TUseCase>());
        var unreadable = request.ServiceProvider.GetRequiredService<UnreadableCells>();
        if (unreadable.Any)
            await unreadable.WriteDownAsync(request.ServiceProvider.GetRequiredService<IProcesses>(), CancellationToken.None);
        return result;
    }

    /// <summary>
    /// As the web application reads them: those of the installation's folder, appsettings files of the current one, then variables of the
    /// environment.
    /// </summary>
    public static IConfiguration ReadSettings(string? folder = null)
    {
        var variables = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return new ConfigurationBuilder()
            .AddInMemoryCollection(InstallationFolder.ReadSettings(folder))
            .SetBasePath(Environment.CurrentDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{EnvironmentOf(variables)}.json", optional: true)
            .AddConfiguration(variables)
            .Build();
    }

    /// <summary>A real installation says so; what says nothing is a developer's or a test's.</summary>
    public static InstallationMode ModeOf(IConfiguration settings) =>
        string.Equals(EnvironmentOf(settings), "Production", StringComparison.OrdinalIgnoreCase)
            ? InstallationMode.Production
            : InstallationMode.Development;

    public static ILogger LoggerFor(Stdio io) => new ErrorLogger(io.Error);

    public static string Explain(NpgsqlException e) => e is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege }
        ? $"PostgreSQL từ chối vì vai trò trong chuỗi kết nối không đủ quyền ({e.Message}). Kiểm tra ConnectionStrings__PartyNet và "
            + $"ConnectionStrings__PartyNetOwner."
        : $"Không làm việc được với máy chủ PostgreSQL ({e.Message}). Chạy “partynet doctor” để biết chỗ hỏng.";

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Installation.DisposeAsync();
    }

    private static string? EnvironmentOf(IConfiguration settings) => settings["ASPNETCORE_ENVIRONMENT"] ?? settings["DOTNET_ENVIRONMENT"];

    /// <summary>Warnings are words for people, so they go where those go.</summary>
    private sealed class ErrorLogger(TextWriter error) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                error.WriteLine(formatter(state, exception));
        }
    }
}
