using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Whatever comes in the place of a browser's answer about a passkey is refused; a database that is away is no refusal.</summary>
[Trait("Security", "A11")]
public sealed class PasskeyAnswerTests(TestDatabase database)
{
    private static readonly string[] InTheResponse = ["authenticatorData", "signature", "userHandle", "attestationObject"];

    private static readonly string[] Wrong =
        ["null", "0", "[]", "{}", "\"\"", "\"A\"", "\"====\"", "\"\\u0000\"", $"\"{new string('A', 4096)}\""];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Each part of a right answer, left out or filled with what does not belong there.</summary>
    [Fact]
    [Trait("Security", "I1")]
    public async Task What_no_browser_sends_breaks_nothing()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        var scope = await world.ScopeOfAsync(user);
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var before = await world.SessionsAsync(user.Id);
        var (shown, offered) = (await world.AskForPasskeyAsync(), await world.OfferPasskeyAsync(scope));
        using var second = new SoftPasskey();
        var answers = Spoilt(device.Show(shown.Options, PasskeyWorld.Office.Origin)).ToList();
        var made = Spoilt(second.Make(offered.Options, PasskeyWorld.Office.Origin)).ToList();
        Assert.True(answers.Count > 50 && made.Count > 40, $"Only {answers.Count} and {made.Count} answers.");

        foreach (var answer in answers)
            Assert.True((await world.SignInAsync(new PasskeyAnswer(answer, shown.State, PasskeyWorld.Office))).IsError, answer);
        foreach (var spoilt in made)
        {
            var answer = new PasskeyAnswer(spoilt, offered.State, PasskeyWorld.Office);
            Assert.True((await world.AddPasskeyAsync(scope, answer)).IsError, spoilt);
        }

        Assert.Equal(before, await world.SessionsAsync(user.Id));
        Assert.Single(await world.PasskeysAsync(scope));
    }

    /// <summary>Whoever is told that their passkey is no good would throw it away.</summary>
    [Fact]
    [Trait("Security", "B5")]
    public async Task A_database_that_is_away_is_an_outage_and_no_refusal()
    {
        var world = await database.NewWorldAsync();
        var scope = await world.ScopeOfAsync(await world.UserAsync());
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var asked = await world.AskForPasskeyAsync();
        var answer = new PasskeyAnswer(device.Show(asked.Options, PasskeyWorld.Office.Origin), asked.State, PasskeyWorld.Office);
        await using var away = await database.InstallationAsync(
            way => new NpgsqlConnectionStringBuilder(way) { Host = "127.0.0.1", Port = 1, Timeout = 1 }.ConnectionString);
        await using var services = TestDatabase.Services(away, TestDatabase.Clock);
        await using var request = services.CreateAsyncScope();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => request.ServiceProvider.GetRequiredService<SignInWithPasskey>()
            .HandleAsync(new SignInWithPasskey.Command(answer, Visitor.NewNetwork()), Stop));

        Assert.Equal(Outage.Away, Outages.Behind(failure));
        Assert.False((await world.SignInAsync(answer)).IsError);
    }

    private static IEnumerable<string> Spoilt(string credential)
    {
        var response = JsonNode.Parse(credential)!["response"]!.AsObject();
        string[] parts =
        [
            "id", "type", "response", "response/clientDataJSON",
            .. InTheResponse.Where(response.ContainsKey).Select(name => $"response/{name}"),
        ];
        return parts.SelectMany(part => Wrong.Select(wrong => With(credential, part, wrong)))
            .Concat(parts.Select(part => With(credential, part, null)));
    }

    /// <param name="wrong">Null to leave the part out.</param>
    private static string With(string credential, string part, string? wrong)
    {
        var spoilt = JsonNode.Parse(credential)!.AsObject();
        var (inside, name) = part.Split('/') is [var outer, var inner] ? (spoilt[outer]!.AsObject(), inner) : (spoilt, part);
        if (wrong is null)
            inside.Remove(name);
        else
            inside[name] = JsonNode.Parse(wrong);
        return spoilt.ToJsonString();
    }
}
