using System.Globalization;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// Settings of the server, written anew at each start, so that a cluster made by an older version gets today's settings.
/// They lie in files rather than on the command line, because a restore elsewhere has to find them.
/// </summary>
internal static class ServerSettings
{
    public const int UnixPort = 5432;

    public static void Write(DataFolder folder, ServerRecord listen, EmbeddedServerOptions options)
    {
        var isSocket = !OperatingSystem.IsWindows();
        File.WriteAllText(folder.HostRulesFile, isSocket
            ? "local all all scram-sha-256\n"
            : "host all all 127.0.0.1/32 scram-sha-256\n");

        // The file that initdb made comes first: it holds what initdb found out about this machine.
        File.WriteAllText(folder.SettingsFile, string.Create(CultureInfo.InvariantCulture, $"""
            include = {Quote(Path.Combine(folder.Cluster, "postgresql.conf"))}
            hba_file = {Quote(folder.HostRulesFile)}
            listen_addresses = '{(isSocket ? "" : listen.Host)}'
            port = {listen.Port}
            unix_socket_directories = {Quote(isSocket ? ListElement(listen.Host) : "")}
            unix_socket_permissions = 0700
            password_encryption = 'scram-sha-256'
            timezone = 'UTC'
            idle_in_transaction_session_timeout = '15s'

            # Technical logs hold no personal data: no parameters, no failing statement, no DETAIL with a row's values.
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_timezone = 'UTC'

            {Memory(options)}
            huge_pages = off
            io_method = sync
            jit = off
            max_logical_replication_workers = 0

            {(options.Durable ? Durable : Throwaway)}

            """));
        MakeReadable(folder.SettingsFile);
        MakeReadable(folder.HostRulesFile);
    }

    /// <summary>A quarter of what the server is given for its own pages; the rest the system uses to keep files at hand.</summary>
    private static string Memory(EmbeddedServerOptions options) => options.MemoryBytes is { } bytes
        ? string.Create(CultureInfo.InvariantCulture, $"""
            shared_buffers = '{Math.Clamp(bytes / 4 >> 20, 64, 2048)}MB'
            effective_cache_size = '{Math.Clamp(bytes >> 20, 256, 1 << 20)}MB'
            maintenance_work_mem = '{Math.Clamp(bytes / 16 >> 20, 64, 512)}MB'
            """)
        : """
            # It idles on a laptop most of the day.
            shared_buffers = '64MB'
            """;

    private const string Durable = """
        max_connections = 100
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        # Nobody follows this server, so its log holds what a crash needs and no more.
        wal_level = minimal
        max_wal_senders = 0
        # A large load would stop for a checkpoint at every gigabyte.
        max_wal_size = '4GB'
        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgresql-%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = '1d'
        log_rotation_size = 0
        """;

    // One process runs many databases in parallel, each with its own pool: hence more connections.
    private const string Throwaway = """
        max_connections = 400
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = '2GB'
        autovacuum_naptime = '5min'
        """;

    /// <summary>The server's account must read them, and they hold no secret.</summary>
    private static void MakeReadable(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private static string Quote(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string ListElement(string path) => $"\"{path.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
