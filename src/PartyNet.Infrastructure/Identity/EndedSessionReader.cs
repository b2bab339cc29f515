using Npgsql;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Identity;

/// <summary>Reads why a session is over from what is left of it.</summary>
internal static class EndedSessionReader
{
    public const string Sql =
        """
        select s.id, s.user_id, s.ended_by, u.closed_at is not null, u.security_stamp is distinct from s.security_stamp,
            u.sessions_ended_by, s.expires_at, s.last_seen_at + make_interval(mins => s.idle_minutes), s.idle_minutes
        from access.sessions s join access.users u on u.id = s.user_id
        where s.token_hash = $1
        """;

    public static async Task<EndedSession?> ReadAsync(NpgsqlDataReader row, DateTimeOffset now, CancellationToken cancellationToken) =>
        await row.ReadAsync(cancellationToken) && Why(row, now) is { } why
            ? new(row.GetGuid(0), row.GetGuid(1), why, row.GetInt32(8))
            : null;

    // What somebody did comes before what time did: it is what the person at the browser cannot know.
    private static SessionEnd? Why(NpgsqlDataReader row, DateTimeOffset now)
    {
        if (!row.IsDBNull(2))
            return (SessionEnd)row.GetInt16(2);
        if (row.GetBoolean(3))
            return SessionEnd.UserClosed;
        if (row.GetBoolean(4))
            return row.IsDBNull(5) ? SessionEnd.PasswordSet : (SessionEnd)row.GetInt16(5);
        if (row.GetFieldValue<DateTimeOffset>(6) <= now)
            return SessionEnd.Expired;
        return row.GetFieldValue<DateTimeOffset>(7) <= now ? SessionEnd.Idle : null;
    }
}
