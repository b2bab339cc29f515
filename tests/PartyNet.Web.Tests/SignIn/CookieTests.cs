using System.Buffers.Text;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.Web.Security;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>The cookie that stands for a session: what a browser is given, and what somebody gets who makes one up.</summary>
public sealed class CookieTests(Site site)
{
    private const int FewestBytes = 16;

    [Fact]
    [Trait("Security", "S1")]
    public async Task An_office_gives_a_cookie_that_no_script_reads_and_no_other_site_or_open_way_carries()
    {
        await using var production = await ProductionSite.StartAsync(site, new LogWatch());
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        var administrator = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null)));
        await world.UseAsync(await world.LinkAsync(administrator, user));

        using var signedIn = await new SiteBrowser(production.Client).FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", Passwords.Password));

        var cookie = Assert.Single(
            signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-partynet=", StringComparison.Ordinal));
        var attributes = cookie.Split("; ")[1..].Order(StringComparer.Ordinal);
        Assert.Equal(["httponly", "path=/", "samesite=lax", "secure"], attributes);
        Assert.Empty(signedIn.Headers.Location!.OriginalString.Trim('/'));
    }

    [Fact]
    [Trait("Security", "S1")]
    public async Task A_reference_has_more_bits_than_anybody_guesses_and_the_database_holds_its_hash_alone()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());

        var references = new List<string>();
        for (var i = 0; i < 8; i++)
            references.Add(await world.SessionAsync(user));

        Assert.Equal(8, references.Distinct().Count());
        Assert.All(references, reference => Assert.True(Base64Url.DecodeFromChars(reference).Length >= FewestBytes));
        var stored = string.Join('\n', await StoredAsync("select s::text from access.sessions s"));
        Assert.All(references, reference =>
        {
            Assert.DoesNotContain(reference, stored, StringComparison.Ordinal);
            Assert.DoesNotContain(
                Convert.ToHexString(Base64Url.DecodeFromChars(reference)), stored, StringComparison.OrdinalIgnoreCase);
        });
    }

    /// <summary>
    /// Whoever has the keys that guard cookies, and the table of sessions beside them, can write any ticket; none of them opens anything.
    /// </summary>
    [Fact]
    [Trait("Security", "S7")]
    public async Task A_cookie_made_with_stolen_keys_opens_nothing()
    {
        var world = await site.Database.NewWorldAsync();
        var victim = await world.UserAsync(await world.MemberAsync(), (Role.Administrator, null));
        Assert.Equal(HttpStatusCode.OK, (await (await site.SignedInAsync(victim)).GetAsync("/")).StatusCode);
        var services = await site.ServicesAsync();
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionStore.Scheme);
        var hash = (await StoredAsync($"select encode(token_hash, 'hex') from access.sessions where user_id = '{victim.Id}'"))[0];
        var bytes = Convert.FromHexString(hash);
        Claim Reference(string value) => new("Microsoft.AspNetCore.Authentication.Cookies-SessionId", value);
        Claim[][] forged =
        [
            [new(ClaimTypes.NameIdentifier, $"{victim.Id}"), new(ClaimTypes.Name, victim.UserName!), new(ClaimTypes.Role, "Administrator")],
            [Reference(Base64Url.EncodeToString(bytes)), new(ClaimTypes.NameIdentifier, $"{victim.Id}")],
            [Reference(hash)],
            [Reference($"{victim.Id}")],
            [Reference("")],
            [Reference("\0'; --")],
        ];

        foreach (var claims in forged)
        {
            var browser = await site.VisitorAsync();
            var forger = new ClaimsPrincipal(new ClaimsIdentity(claims, SessionStore.Scheme));
            var ticket = new AuthenticationTicket(forger, SessionStore.Scheme);
            browser.SetCookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
            foreach (var page in (string[])["/", "/quan-tri", "/du-lieu-cua-toi"])
            {
                using var answer = await browser.GetAsync(page);
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            }
        }
    }

    private async Task<List<string>> StoredAsync(string sql)
    {
        await using var database = await site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(sql, database);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            values.Add(rows.GetString(0));
        return values;
    }
}
