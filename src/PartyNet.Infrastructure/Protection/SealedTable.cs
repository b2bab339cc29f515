using Npgsql;
using PartyNet.Application.Protection;

namespace PartyNet.Infrastructure.Protection;

/// <summary>A table with sealed columns, as whoever seals its cells anew has to know it.</summary>
/// <param name="BoundTo">In SQL: the id that cells are sealed with, and what it is made up with, if it is.</param>
/// <param name="Address">In SQL: platform of an account, which its index is made of; null where cells hold none.</param>
internal sealed record SealedTable(string Name, string BoundTo, SecretField[] Fields, string Address = "null::text")
{
    public static readonly IReadOnlyList<SealedTable> All =
    [
        new("registry.members", "id, null::uuid",
            [SecretField.MemberCardNumber, SecretField.MemberCitizenNumber, SecretField.MemberPhone]),
        new("registry.declared_accounts", "id, null::uuid", [SecretField.AccountDetails], "platform_code"),
        new("registry.proposed_accounts", "id, null::uuid", [SecretField.ProposedAccount]),
        new("registry.defects", "id, null::uuid", [SecretField.DefectNote]),
        new("registry.declarations", "id, null::uuid", [SecretField.DefectReplies]),
        new("registry.fact_corrections", "id, null::uuid", [SecretField.CorrectionContent, SecretField.CorrectionAnswer]),
        new("registry.declaration_drafts", "member_id, null::uuid", [SecretField.DraftContent]),
        new("registry.review_drafts", "id, null::uuid", [SecretField.ReviewDraft]),
        new("access.setup_links", "user_id, null::uuid", [SecretField.SetupCode]),
        new("access.authenticators", "user_id, null::uuid", [SecretField.AuthenticatorSeed]),
        new("access.recovery_sheets", "user_id, null::uuid", [SecretField.RecoveryCodes]),
        new("registry.former_numbers", "id, null::uuid", [SecretField.FormerNumber]),
        new("import.plan_rows", "plan_id, target_id",
            [SecretField.ImportRow, SecretField.ImportRowView, SecretField.ImportRowUndo]),
        new("import.load_parts", "id, null::uuid", [SecretField.LoadFile]),
    ];

    private IReadOnlyList<string> Columns => [.. Fields.Select(one => one.Column)];

    /// <summary>Rows of some blocks of the table of which a cell does not begin as those of the newest key do.</summary>
    public NpgsqlCommand Select(NpgsqlConnection connection, NpgsqlTransaction transaction, long from, long to, byte[] head) => new(
        $"""
        select ctid::text, {BoundTo}, {Address}, {string.Join(", ", Columns)} from {Name}
        where ctid >= $1::tid and ctid < $2::tid and ({string.Join(" or ", Columns.Select(c => $"(length({c}) > 0 and substr({c}, 1, 5) <> $3)"))})
        """, connection, transaction)
    {
        Parameters = { new() { Value = $"({from},0)" }, new() { Value = $"({to},0)" }, new() { Value = head } },
    };

    /// <summary>Puts cells in the place of others, where nobody has written another meanwhile; answers which rows it was done in.</summary>
    public NpgsqlCommand Replace(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<ResealedRow> rows)
    {
        var sealedColumns = Columns.Select((column, i) => (Name: column, Before: $"b{i}", After: $"a{i}")).ToList();
        var command = new NpgsqlCommand(
            $"""
            update {Name} t set {string.Join(", ", sealedColumns.Select(c => $"{c.Name} = n.{c.After}"))}
            from unnest($1::tid[], {string.Join(", ", sealedColumns.Select((_, i) => $"${2 + (2 * i)}::bytea[], ${3 + (2 * i)}::bytea[]"))})
                n (row, {string.Join(", ", sealedColumns.Select(c => $"{c.Before}, {c.After}"))})
            where t.ctid = n.row and {string.Join(" and ", sealedColumns.Select(c => $"t.{c.Name} is not distinct from n.{c.Before}"))}
            returning n.row::text
            """, connection, transaction);
        command.Parameters.Add(new() { Value = rows.Select(row => row.At).ToArray() });
        for (var i = 0; i < Fields.Length; i++)
        {
            var cell = i;
            command.Parameters.Add(new() { Value = rows.Select(row => row.Before[cell]).ToArray() });
            command.Parameters.Add(new() { Value = rows.Select(row => row.After[cell]).ToArray() });
        }

        return command;
    }
}

/// <summary>A row whose cells were sealed anew, and by what it is to be found.</summary>
internal sealed record ResealedRow(string At, byte[]?[] Before, byte[]?[] After, IReadOnlyList<FoundBy> FoundBy);

/// <summary>The keyed hash under the newest key of a value that a row holds.</summary>
internal sealed record FoundBy(Guid Owner, IndexedField Field, byte[] Digest);
