using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using PartyNet.Application.Diagnosis;
using Microsoft.Extensions.Configuration.Memory;
using PartyNet.Demo;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.Infrastructure.Setup;
using PartyNet.Web;
using PartyNet.Web.Hosting;
using Serilog;
using Serilog.Extensions.Logging;

if (StartSettings.Stray(args) is { } stray)
{
    await Console.Error.WriteLineAsync(StartSettings.Explain(stray));
    return StartSettings.Misuse;
}

var builder = WebApplication.CreateBuilder(args);
await using var log = new LoggerConfiguration().ReadFrom.PartyNet(builder.Environment).CreateLogger();
using var logging = new SerilogLoggerFactory(log);
#pragma warning disable RS0030 // The site starts here: from here on the clock is handed over.
var clock = TimeProvider.System;
#pragma warning restore RS0030
try
{
    // What "partynet setup" wrote comes before all other settings, so each of them may say otherwise.
    ((IConfigurationBuilder)builder.Configuration).Sources.Insert(
        0, new MemoryConfigurationSource { InitialData = InstallationFolder.ReadSettings() });
    await using var installation = await Installation.OpenAsync(
        builder.Configuration,
        PartyNetApp.ModeOf(builder.Environment),
        clock,
        logging.CreateLogger("PartyNet"),
        CancellationToken.None,
        fillEmpty: DemoOrganisation.FillAsync
    );
    await using var app = PartyNetApp.Build(builder, installation, clock);
    await StartAsync(app, installation);
    ReadyLine.Print(Console.Out, app.Urls, installation.IsDemo);
    // People are served already; with a slow server this takes seconds.
    await app.Services.GetRequiredService<IInstallationChecks>().ExamineAsync(CancellationToken.None);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is InstallationException or EmbeddedServerException or KeyRingException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

static async Task StartAsync(WebApplication app, Installation installation)
{
    try
    {
        await app.StartAsync();
    }
    catch (IOException e) when (e.InnerException is AddressInUseException)
    {
        throw new InstallationException(
            PortTaken.Explain(InstallationFolder.OfEnvironment(), installation.IsServedElsewhere, e.Message), e);
    }
    // An address that is none or not this machine's, a port that is not for everybody, a certificate that is missing or does not open.
    catch (Exception e) when (e is IOException or FormatException or CryptographicException or UnauthorizedAccessException
        or NotSupportedException
        || e.GetBaseException() is System.Net.Sockets.SocketException
        || e.Source?.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) is true)
    {
        throw new InstallationException(
            $"Không mở được địa chỉ {app.Configuration[WebHostDefaults.ServerUrlsKey]} ({e.Message}). Kiểm tra --urls (hoặc "
                + "ASPNETCORE_URLS) và, với https, chứng thư trong Kestrel__Certificates__Default__Path.",
            e
        );
    }
}
