using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.IntegrationTests.Demo;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Cli;

/// <summary>Nobody comes with the product: the first administrator is whoever the console's one-time link was handed to.</summary>
[Trait("Security", "A16")]
public sealed class NewInstallationTests(TestDatabase databases)
{
    private const string Password = "mot cau de nho 2026";

    private static readonly string[] UsualLogins = ["quantri", "admin"];
    private static readonly string[] UsualPasswords = ["quantri", "admin", "123456", "changeme"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_installation_holds_no_user_no_role_and_no_way_in()
    {
        await using var installation = await NewAsync();

        var tables = await DemoDatabase.ReadAsync<string>(
            installation.Database, "select table_name::text from information_schema.tables where table_schema = 'access' order by 1");
        var filled = new List<string>();
        foreach (var table in tables)
        {
            if ((await DemoDatabase.ReadAsync<long>(installation.Database, $"select count(*) from access.{table}"))[0] > 0)
                filled.Add(table);
        }

        Assert.Contains("users", tables);
        Assert.True(tables.Count >= 10, $"Only {tables.Count} tables were looked at.");
        Assert.Empty(filled);
        Assert.Empty(await WhoGetsInAsync(installation));
    }

    [Fact]
    public async Task The_first_administrator_gets_in_by_the_link_of_the_console_once_and_by_nothing_else()
    {
        await using var installation = await NewAsync();

        var code = Assert.Single((await installation.RunAsync("create-admin")).Lines).Split('/')[^1];

        Assert.Equal(
            ["quantri without a password"],
            await DemoDatabase.ReadAsync<string>(
                installation.Database,
                "select user_name || case when password_hash is null then ' without a password' else ' with one' end from access.users"));
        Assert.Equal(
            [Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code))) + " not shown"],
            await DemoDatabase.ReadAsync<string>(
                installation.Database,
                "select encode(code_hash, 'hex') || case when sealed_code is null then ' not shown' else '' end from access.setup_links"));
        Assert.Empty(await WhoGetsInAsync(installation));
        Assert.False((await SetAsync(installation, code)).IsError);
        Assert.Equal(ErrorType.NotFound, (await SetAsync(installation, code)).FirstError.Type);
        Assert.True(await GetsInAsync(installation, "quantri", Password));
    }

    private async Task<ToolInstallation> NewAsync()
    {
        var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        installation.Settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        return installation;
    }

    private static Task<ErrorOr<Success>> SetAsync(ToolInstallation installation, string code) =>
        installation.UseAsync<SetPassword, ErrorOr<Success>>(set => set.HandleAsync(new SetPassword.Command(code, Password), Stop));

    /// <summary>Logins that get in with a password that everybody would try first.</summary>
    private static async Task<IReadOnlyList<string>> WhoGetsInAsync(ToolInstallation installation)
    {
        var found = new List<string>();
        foreach (var login in UsualLogins)
        {
            foreach (var password in UsualPasswords)
            {
                if (await GetsInAsync(installation, login, password))
                    found.Add($"{login} {password}");
            }
        }

        return found;
    }

    /// <summary>Each try from a network of its own: nobody is sent away unlooked at.</summary>
    private static async Task<bool> GetsInAsync(ToolInstallation installation, string login, string password)
    {
        var signedIn = await installation.UseAsync<SignIn, ErrorOr<SignedIn>>(signIn =>
            signIn.HandleAsync(new SignIn.Command(login, password, Access.Visitor.NewNetwork()), Stop));
        return !signedIn.IsError;
    }
}
