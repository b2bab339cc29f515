using Npgsql;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// Whether the keys open what is stored, seen at both ends of time: with a wrong key file, or one that lacks the oldest or the newest key,
/// every value would look broken, and what is written would be sealed with yet another key. One cell that does not open is a broken cell.
/// </summary>
internal static class KeyFit
{
    // The ids of rows follow time.
    private const string Oldest =
        """
        (select $1, id, details from registry.declared_accounts order by id limit 16)
        union all
        select s.* from (select * from registry.members order by id limit 16) m,
            lateral (values ($2, m.id, m.card_number), ($3, m.id, m.citizen_number), ($4, m.id, m.phone)) s (field, row, cell)
        where cell is not null
        """;

    private const string Newest =
        """
        (select $1, id, details from registry.declared_accounts order by id desc limit 16)
        union all
        select s.* from (select * from registry.members order by id desc limit 16) m,
            lateral (values ($2, m.id, m.card_number), ($3, m.id, m.citizen_number), ($4, m.id, m.phone)) s (field, row, cell)
        where cell is not null
        """;

    private static readonly SecretField[] Looked =
        [SecretField.AccountDetails, SecretField.MemberCardNumber, SecretField.MemberCitizenNumber, SecretField.MemberPhone];

    /// <summary>Null while nothing is sealed.</summary>
    public static async Task<bool?> LookAsync(NpgsqlDataSource app, SecretBox box, CancellationToken cancellationToken)
    {
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { ScopeCommands.Everything() } };
        foreach (var sql in new[] { Oldest, Newest })
        {
            var end = new NpgsqlBatchCommand(sql);
            foreach (var field in Looked)
                end.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)field });
            batch.BatchCommands.Add(end);
        }

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        bool? fits = null;
        while (await rows.NextResultAsync(cancellationToken))
        {
            if (await OpensAnyAsync(rows, box, cancellationToken) is { } opens)
                fits = opens && fits is not false;
        }

        return fits;
    }

    private static async Task<bool?> OpensAnyAsync(NpgsqlDataReader rows, SecretBox box, CancellationToken cancellationToken)
    {
        bool? opens = null;
        while (opens is not true && await rows.ReadAsync(cancellationToken))
            opens = box.Open((SecretField)rows.GetInt32(0), rows.GetGuid(1), rows.GetFieldValue<byte[]>(2)).Fault is null;
        return opens;
    }
}
