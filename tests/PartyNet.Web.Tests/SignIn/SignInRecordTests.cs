using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>What audit holds of signing in: who, from where, and the number of the request.</summary>
[Trait("Security", "G2")]
public sealed class SignInRecordTests(Site site)
{
    private const string Number = "^[0-9A-Z]{5}-[0-9A-Z]{5}$";

    [Fact]
    public async Task Signing_in_and_failing_to_carry_the_number_of_the_request_and_the_network()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        var administrator = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null)));
        await world.UseAsync(await world.LinkAsync(administrator, user));

        await AttemptAsync(user, "không đúng đâu");
        await AttemptAsync(user, Passwords.Password);

        Assert.Equal(1L, await CountAsync(
            "p.actor_id = $1 and p.type = 501 and e.type = 'SessionStarted' and e.payload ->> 'network' <> ''", user.Id));
        Assert.NotEqual(0L, await CountAsync("$1::uuid is not null and p.type = 502 and e.payload ->> 'network' <> ''", user.Id));
    }

    private async Task AttemptAsync(User user, string password)
    {
        var browser = await site.VisitorAsync();
        (await browser.FillInAsync("/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", password))).Dispose();
    }

    /// <summary>Events of processes that carry the number of a request.</summary>
    private async Task<object?> CountAsync(string where, Guid user)
    {
        await using var superuser = await site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            $"""
            select count(*) from audit.processes p join audit.process_events e on e.process_id = p.id
            where p.request_id ~ '{Number}' and {where}
            """,
            superuser);
        command.Parameters.Add(new() { Value = user });
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
