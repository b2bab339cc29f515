using Npgsql;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>
/// Tells PostgreSQL the scope of a transaction, in one batch with the statement that needs it: the settings are local to the transaction,
/// and a batch outside of one is a transaction of its own.
/// </summary>
internal static class ScopeCommands
{
    private const string Sql =
        "select set_config('app.realm', $1, true), set_config('app.user', $2, true), set_config('app.member', $3, true),"
        + " set_config('app.help_contact', $4, true), set_config('app.scope_from', $5, true), set_config('app.scope_to', $6, true),"
        + " set_config('app.scope_roots', $7, true), set_config('app.process', $8, true)";

    public static NpgsqlBatchCommand For(AccessScope scope, Guid? process)
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var value in new[]
        {
            RealmName(scope.Realm),
            scope.UserId?.ToString() ?? "",
            scope.MemberId?.ToString() ?? "",
            scope.HelpContactId?.ToString() ?? "",
            scope.From.Value,
            scope.To.Value,
            scope.Roots.Count > 1 ? string.Join(',', scope.Roots.Select(r => r.Value)) : "",
            process?.ToString() ?? "",
        })
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }

    /// <summary>All rows, for work on the installation as a whole that shows none of them to anybody.</summary>
    public static NpgsqlBatchCommand Everything() => new(
        "select set_config('app.realm', 'operator', true), set_config('app.scope_from', '!', true), set_config('app.scope_to', '~', true)");

    private static string RealmName(AccessRealm realm) => realm switch
    {
        AccessRealm.Ordinary => "",
        AccessRealm.SignIn => "sign-in",
        AccessRealm.Administration => "administration",
        AccessRealm.Operator => "operator",
    };
}
