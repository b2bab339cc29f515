using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>Why the database does not do what it is asked, through no fault of whoever asks. It passes; asking again later helps.</summary>
public enum Outage
{
    /// <summary>No answer, or none in time: stopped, starting, frozen, out of connections, or busy.</summary>
    Away,

    /// <summary>It answers and takes nothing in: its disk is full, or it may only be read.</summary>
    ReadOnly,
}

/// <summary>Tells an outage by what PostgreSQL and Npgsql say.</summary>
public static class Outages
{
    // Npgsql has no name for it: the session did nothing for too long within a transaction.
    private const string IdleInTransaction = "25P03";

    /// <summary>The outage that an exception comes from; null for a mistake of the program. EF Core wraps what the server says.</summary>
    public static Outage? Behind(Exception? exception) => exception switch
    {
        null => null,
        PostgresException said => Of(said.SqlState) ?? Behind(said.InnerException),
        // What Npgsql says of the way there: refused, cut, too slow, no connection free.
        NpgsqlException { IsTransient: true } => Outage.Away,
        // Npgsql lost the thread of a connection and closed it (a statement that was cancelled in the moment in which it was prepared is
        // taken for one without rows the next time, its issue 6391). Asked once more, on another connection, all is well.
        { Source: nameof(Npgsql) } when exception.GetType() == typeof(Exception) => Outage.Away,
        _ => Behind(exception.InnerException),
    };

    private static Outage? Of(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction => Outage.ReadOnly,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.IdleSessionTimeout or IdleInTransaction
            or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => Outage.Away,
        // Classes: no connection, not enough of something, the machine itself.
        ['0', '8', ..] or ['5', '3', ..] or ['5', '8', ..] => Outage.Away,
        _ => null,
    };
}
