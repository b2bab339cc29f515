using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISessions"/>
public sealed class Sessions(NpgsqlDataSource database, TimeProvider clock) : ISessions
{
    private const int ReferenceBytes = 32;

    public async Task<string> StartAsync(User user, SessionLimits limits, CancellationToken cancellationToken)
    {
        var reference = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ReferenceBytes));
        var now = clock.GetUtcNow();
        await RunAsync(
            """
            insert into access.sessions (token_hash, id, user_id, security_stamp, started_at, last_seen_at, expires_at, idle_minutes)
            values ($1, $2, $3, $4, $5, $5, $6, $7)
            """,
            cancellationToken,
            Hash(reference),
            Guid.CreateVersion7(now),
            user.Id,
            user.SecurityStamp!,
            now,
            now + limits.Absolute,
            (int)limits.Idle.TotalMinutes
        );
        return reference;
    }

    public async Task<CallerSession?> OpenAsync(string reference, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select * from access.open_session($1, $2)");
        command.Parameters.Add(new NpgsqlParameter { Value = Hash(reference) });
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    public Task EndAsync(string reference, CancellationToken cancellationToken) =>
        RunAsync("delete from access.sessions where token_hash = $1", cancellationToken, Hash(reference));

    private static CallerSession Read(NpgsqlDataReader row)
    {
        var roles = row.GetFieldValue<short[]>(row.GetOrdinal("roles"));
        var unitIds = row.GetFieldValue<Guid?[]>(row.GetOrdinal("unit_ids"));
        var paths = row.GetFieldValue<string?[]>(row.GetOrdinal("unit_paths"));
        var codes = row.GetFieldValue<string?[]>(row.GetOrdinal("unit_codes"));
        var names = row.GetFieldValue<string?[]>(row.GetOrdinal("unit_names"));
        var helpContact = Optional<Guid?>("help_contact_id") is { } id
            ? new CallerHelpContact(id, row.GetString(row.GetOrdinal("help_contact_name")), Optional<byte[]>("help_contact_phone"))
            : null;
        var scope = new AccessScope
        {
            // The realm opens users and grants, never the registry.
            Realm = roles.Contains((short)Role.Administrator) ? AccessRealm.Administration : AccessRealm.Ordinary,
            SessionId = row.GetGuid(row.GetOrdinal("session_id")),
            UserId = row.GetGuid(row.GetOrdinal("user_id")),
            MemberId = Optional<Guid?>("member_id"),
            BranchId = Optional<Guid?>("branch_id"),
            HelpContactId = helpContact?.MemberId,
            Grants =
            [
                .. roles.Select(
                    (role, i) => new GrantedUnit((Role)role, unitIds[i], paths[i] is { } path ? UnitPath.FromStored(path) : null)
                ),
            ],
        };
        return new CallerSession(
            scope,
            row.GetString(row.GetOrdinal("login")),
            Optional<string>("full_name"),
            [.. roles.Select((role, i) => new CallerRole((Role)role, codes[i], names[i]))],
            helpContact);

        T? Optional<T>(string column) => row.IsDBNull(row.GetOrdinal(column)) ? default : row.GetFieldValue<T>(row.GetOrdinal(column));
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new NpgsqlBatchCommand("select set_config('app.realm', 'sign-in', true)"), new NpgsqlBatchCommand(sql) },
        };
        foreach (var value in values)
            batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter { Value = value });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static byte[] Hash(string reference) => SHA256.HashData(Encoding.ASCII.GetBytes(reference));
}
