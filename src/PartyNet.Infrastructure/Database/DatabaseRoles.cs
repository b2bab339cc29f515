using PartyNet.EmbeddedPostgres;

namespace PartyNet.Infrastructure.Database;

/// <summary>
/// The roles that PostgreSQL knows. None is a superuser; row-level security holds the two that write, and not the one that only reads.
/// </summary>
public static class DatabaseRoles
{
    /// <summary>Owns the schema and migrates it; no request runs as this role.</summary>
    public const string Owner = ServerRoles.Owner;

    /// <summary>What the web application and the command line work as: no DDL, owns nothing.</summary>
    public const string App = ServerRoles.App;

    /// <summary>Reads every row for a backup, and has no other right.</summary>
    public const string Backup = ServerRoles.Backup;
}
