using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>
/// What PostgreSQL and EF Core say when two transactions wanted the same row, the same unique value or each other's locks; or when the role
/// by which one of them gives a role was ended by the other (<c>access.guard_grants</c>).
/// </summary>
internal static class LostRace
{
    private const string NotTheirsToGive = "PN003";

    /// <summary>EF Core wraps what the server says, some of it twice.</summary>
    public static bool IsBehind(Exception? exception) => exception switch
    {
        null => false,
        DbUpdateConcurrencyException => true,
        PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
                or NotTheirsToGive,
        } => true,
        _ => IsBehind(exception.InnerException),
    };
}
