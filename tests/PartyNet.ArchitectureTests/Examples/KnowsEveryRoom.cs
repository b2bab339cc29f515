using PartyNet.Application.Access;
using PartyNet.Cli;
using PartyNet.Demo;
using PartyNet.Domain.Units;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure;
using PartyNet.Spreadsheets;
using PartyNet.Web.Security;

namespace PartyNet.ArchitectureTests.Examples;

/// <summary>What nobody but the program of a host may be; here to show that the rules find it.</summary>
internal sealed class KnowsEveryRoom(
    Unit unit,
    AccessContext access,
    SheetWriter sheets,
    EmbeddedServer server,
    Installation installation,
    DemoSize demo,
    AccessAttribute web,
    Stdio cli
)
{
    public object[] All => [unit, access, sheets, server, installation, demo, web, cli];
}
