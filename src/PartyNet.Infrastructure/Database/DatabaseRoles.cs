using PartyNet.EmbeddedPostgres;

namespace PartyNet.Infrastructure.Database;

/// <summary>The two roles that PostgreSQL knows. Neither is a superuser nor passes row-level security.</summary>
public static class DatabaseRoles
{
    /// <summary>Owns the schema and migrates it; no request runs as this role.</summary>
    public const string Owner = ServerRoles.Owner;

    /// <summary>What the web application and the command line work as: no DDL, owns nothing.</summary>
    public const string App = ServerRoles.App;
}
