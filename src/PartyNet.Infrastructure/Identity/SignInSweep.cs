using Npgsql;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Identity;

/// <summary>Forgets what sign-ins leave behind once nobody can ask for it any more; running it again changes nothing.</summary>
public static class SignInSweep
{
    public static async Task RunAsync(NpgsqlDataSource app, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var sweep = app.CreateCommand("select access.sweep_sign_ins($1, $2, $3)");
        sweep.Parameters.Add(new NpgsqlParameter { Value = now - Session.KeptAfterEnd });
        sweep.Parameters.Add(new NpgsqlParameter { Value = now });
        sweep.Parameters.Add(new NpgsqlParameter { Value = now - KnownPlace.Lifetime });
        await sweep.ExecuteNonQueryAsync(cancellationToken);
    }
}
