using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;

namespace PartyNet.IntegrationTests.Database;

/// <summary>C5: how an installation speaks with a server of its own.</summary>
[Trait("Security", "C5")]
public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Host=db.tinhuy.vn", SslMode.VerifyFull, "ScramSHA256")]
    [InlineData("Host=10.1.2.3;SSL Mode=VerifyCA", SslMode.VerifyCA, "ScramSHA256")]
    [InlineData("Host=db.tinhuy.vn;SSL Mode=VerifyFull;Require Auth=ScramSHA256,None", SslMode.VerifyFull, "ScramSHA256,None")]
    [InlineData("Host=/var/run/postgresql", SslMode.Prefer, null)]
    [InlineData("Host=127.0.0.1", SslMode.Prefer, null)]
    [InlineData("Host=::1", SslMode.Prefer, null)]
    [InlineData("Host=localhost;SSL Mode=Disable", SslMode.Disable, null)]
    public async Task The_way_to_another_machine_is_encrypted_to_a_server_that_proves_itself(string given, SslMode mode, string? auth)
    {
        var used = new NpgsqlConnectionStringBuilder((await FindAsync(given, InstallationMode.Production)).App);
        Assert.Equal((mode, auth), (used.SslMode, used.RequireAuth));
    }

    [Theory]
    [InlineData("Disable")]
    [InlineData("Allow")]
    [InlineData("Prefer")]
    [InlineData("Require")]
    public async Task An_open_way_is_refused(string mode)
    {
        var open = $"Host=db.tinhuy.vn;SSL Mode={mode}";
        var refused = await Assert.ThrowsAsync<InstallationException>(() => FindAsync(open, InstallationMode.Production));
        Assert.Contains("SSL Mode=VerifyFull", refused.Message, StringComparison.Ordinal);
        Assert.Equal(open, (await FindAsync(open, InstallationMode.Development)).App);
    }

    private static Task<DatabaseServer> FindAsync(string connection, InstallationMode mode) => DatabaseServer.FindAsync(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:PartyNet"] = connection,
            ["ConnectionStrings:PartyNetOwner"] = connection,
        }).Build(),
        mode, NullLogger.Instance, TestContext.Current.CancellationToken);
}
