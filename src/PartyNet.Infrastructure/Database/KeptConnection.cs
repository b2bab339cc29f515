using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Database;

namespace PartyNet.Infrastructure.Database;

/// <inheritdoc cref="IKeptConnection"/>
public sealed class KeptConnection(PartyNetDbContext db) : IKeptConnection
{
    private NpgsqlConnection? _connection;

    /// <summary>
    /// Takes an open connection, of which nothing is left of what was asked on it: settings of the session ended with its statement.
    /// </summary>
    internal void Keep(NpgsqlConnection connection)
    {
        db.Database.SetDbConnection(connection);
        _connection = connection;
    }

    public async ValueTask GiveBackAsync()
    {
        if (_connection is not { } connection)
            return;
        _connection = null;
        db.Database.SetDbConnection(null, contextOwnsConnection: true);
        await connection.DisposeAsync();
    }
}
