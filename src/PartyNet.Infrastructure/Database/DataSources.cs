using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>Makes the application's pool from a connection string, and refuses a role that row-level security does not hold.</summary>
public static class DataSources
{
    public static NpgsqlDataSource ForApp(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // A full pool or a dead server must answer soon: the page says "try again", nobody waits.
            Timeout = 3,
            CommandTimeout = 15,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
            // Nothing here takes part in an ambient transaction, and every statement would look whether there is one.
            Enlist = false,
            // Pages of the database lie in memory or on disks that do not turn: walking an index is what it costs there, not four times
            // as much.
            Options = "-c statement_timeout=10s -c lock_timeout=3s -c idle_in_transaction_session_timeout=15s -c random_page_cost=1.1",
        };
        if (settings.NoResetOnClose)
            throw new InstallationException(
                "Chuỗi kết nối có \"No Reset On Close\": bỏ đi, vì phạm vi của người trước có thể còn lại trên kết nối."
            );
        // What measures of the pool call it, where they would name host and role.
        return new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = DatabaseRoles.App }.Build();
    }

    /// <exception cref="InstallationException">The role is a superuser, or may bypass row-level security, or owns tables.</exception>
    public static async Task RefuseUnboundRoleAsync(NpgsqlDataSource app, CancellationToken cancellationToken)
    {
        await using var command = app.CreateCommand(
            """
            select r.rolname, r.rolsuper or r.rolbypassrls
                or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relowner = r.oid and n.nspname in ('registry', 'access', 'audit', 'import', 'jobs'))
            from pg_roles r where r.rolname = current_user
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetBoolean(1))
        {
            throw new InstallationException(
                $"Vai trò \"{reader.GetString(0)}\" trong ConnectionStrings__PartyNet vượt được tường bảo vệ dòng dữ liệu. Dùng vai "
                    + $"trò {DatabaseRoles.App}, không phải superuser, BYPASSRLS hay chủ sở hữu bảng."
            );
        }
    }
}

/// <summary>The installation cannot run as it is; the message says in Vietnamese what is wrong and what to do.</summary>
public sealed class InstallationException : Exception
{
    public InstallationException()
    {
    }

    public InstallationException(string message)
        : base(message)
    {
    }

    public InstallationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
