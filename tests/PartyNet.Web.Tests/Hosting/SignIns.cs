using Npgsql;
using PartyNet.Application.Access;
using PartyNet.TestCommon;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>What audit says of those who signed in.</summary>
internal static class SignIns
{
    /// <summary>The network that the one sign-in of somebody came from.</summary>
    public static async Task<string> NetworkAsync(TestDatabase database, User user)
    {
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            """
            select e.payload ->> 'network' from audit.processes p join audit.process_events e on e.process_id = p.id
            where p.actor_id = $1 and e.type = 'SessionStarted' and p.request_id is not null
            """,
            superuser);
        command.Parameters.Add(new() { Value = user.Id });
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
