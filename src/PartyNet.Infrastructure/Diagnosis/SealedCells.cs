using Npgsql;
using PartyNet.Application.Diagnosis;
using PartyNet.Application.Protection;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.Infrastructure.Imports;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>A sealed cell that cannot be read.</summary>
/// <param name="Row">What names the row: its id, or the plan and the line of an import.</param>
public sealed record BrokenCell(string Table, string Column, string Row, SealedFault Fault);

/// <summary>
/// Hears of a walk over all sealed cells while it goes on: broken cells as they are found, and now and then how many were seen.
/// </summary>
public sealed record SealedReport(Func<BrokenCell, Task> BrokenAsync, Func<long, Task> PassedAsync);

/// <summary>
/// Opens every sealed cell of the database once, as the operator, and says which are broken. Rows stream by: memory stays flat, and nothing
/// that was opened is kept.
/// </summary>
internal sealed class SealedCells(NpgsqlDataSource app, SecretBox box, SealedReport report)
{
    private const int Step = 100_000;

    private long _passed;
    private long _broken;

    /// <summary>Where each field is, and how its row is named: by the id it is sealed with, and where that is made up, by more.</summary>
    internal static readonly (string Sql, SecretField[] Fields)[] Walks =
    [
        ("select id::text, id, null::uuid, card_number, citizen_number, phone from registry.members",
            [SecretField.MemberCardNumber, SecretField.MemberCitizenNumber, SecretField.MemberPhone]),
        ("select id::text, id, null::uuid, details from registry.declared_accounts", [SecretField.AccountDetails]),
        ("select id::text, id, null::uuid, details from registry.proposed_accounts", [SecretField.ProposedAccount]),
        ("select id::text, id, null::uuid, note from registry.defects", [SecretField.DefectNote]),
        ("select id::text, id, null::uuid, replies from registry.declarations where replies is not null", [SecretField.DefectReplies]),
        ("select id::text, id, null::uuid, content, answer from registry.fact_corrections",
            [SecretField.CorrectionContent, SecretField.CorrectionAnswer]),
        ("select row_id::text, row_id, null::uuid, content from registry.sealed_drafts('declaration_drafts')", [SecretField.DraftContent]),
        ("select row_id::text, row_id, null::uuid, content from registry.sealed_drafts('review_drafts')", [SecretField.ReviewDraft]),
        ("select user_id::text, user_id, null::uuid, sealed_code from access.setup_links", [SecretField.SetupCode]),
        ("select user_id::text, user_id, null::uuid, seed from access.authenticators", [SecretField.AuthenticatorSeed]),
        ("select user_id::text, user_id, null::uuid, sealed_codes from access.recovery_sheets", [SecretField.RecoveryCodes]),
        ("select id::text, id, null::uuid, number from registry.former_numbers", [SecretField.FormerNumber]),
        ("""
            select plan_id || '/' || row, plan_id, target_id, nullif(content, ''), nullif(shown, ''), nullif(undo, '')
            from import.plan_rows
            """,
            [SecretField.ImportRow, SecretField.ImportRowView, SecretField.ImportRowUndo]),
        ("select load_id || '/' || number, id, null::uuid, content from import.load_parts", [SecretField.LoadFile]),
    ];

    /// <summary>The fields that the walk looks at.</summary>
    public static IEnumerable<SecretField> Fields => Walks.SelectMany(walk => walk.Fields);

    public async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        const string what = "Dữ liệu mã hóa";
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        foreach (var (sql, fields) in Walks)
            await WalkAsync(connection, sql, fields, cancellationToken);
        var passed = Numbers.Text(_passed);
        return _broken == 0
            ? Finding.Good(what, $"đọc được cả {passed} ô")
            : Finding.Broken(
                what,
                $"{Numbers.Text(_broken)} trong {passed} ô không đọc được, kể tên ở trên. Khôi phục các dòng đó từ bản sao lưu, hoặc để "
                    + "đảng viên khai lại và nhập lại danh sách."
            );
    }

    private async Task WalkAsync(NpgsqlConnection connection, string sql, SecretField[] fields, CancellationToken cancellationToken)
    {
        const int firstCell = 3;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("set transaction read only"),
                LongWork.Allow(),
                ScopeCommands.Everything(),
                new NpgsqlBatchCommand(sql),
            },
            Timeout = (int)LongWork.Limit.TotalSeconds,
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        // Settings answer too; the statement of the walk is the last.
        while (rows.FieldCount < firstCell || rows.GetName(firstCell - 1) == "set_config")
            await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var sealedWith = rows.IsDBNull(2) ? rows.GetGuid(1) : ImportStore.RowId(rows.GetGuid(1), rows.GetGuid(2));
            for (var i = 0; i < fields.Length; i++)
            {
                if (!rows.IsDBNull(firstCell + i))
                    await LookAsync(fields[i], rows.GetString(0), sealedWith, rows.GetFieldValue<byte[]>(firstCell + i));
            }
        }
    }

    private async Task LookAsync(SecretField field, string row, Guid sealedWith, byte[] cell)
    {
        if (box.Open(field, sealedWith, cell).Fault is { } fault)
        {
            _broken++;
            await report.BrokenAsync(new BrokenCell(field.Table, field.Column, row, fault));
        }

        if (++_passed % Step == 0)
            await report.PassedAsync(_passed);
    }
}
