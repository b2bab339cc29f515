using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>An export that stands in audit and waits to be written.</summary>
/// <param name="FileName">Such as <c>danh-sach-tan-lap-2026-09-02.xlsx</c>.</param>
/// <param name="WriteAsync">Streams the file and then records its length and hash. Used once; a failure half-way must abort the
/// download.</param>
public sealed record RosterExport(string FileName, RosterFile Format, Func<Stream, CancellationToken, Task> WriteAsync);

/// <summary>Event of a file that was sent to its end.</summary>
/// <param name="ExportId">Process of the export.</param>
/// <param name="Sha256">Hash of the file, in lower-case hexadecimal digits.</param>
/// <param name="Unreadable">Accounts that could not be read.</param>
public sealed record RosterDelivered(Guid ExportId, string Format, long Rows, long Bytes, string Sha256, int Unreadable);

/// <summary>
/// Writes the members that an export has named, in roster order, with the accounts of the version in force, in constant memory.
/// </summary>
internal sealed class RosterStream(
    IPartyNetDb db,
    IProcesses processes,
    ISecrets secrets,
    ISheetWriter sheets,
    IOfficialListWriter officialLists,
    AccessContext access
)
{
    // Rows are composed on several threads.
    private int _unreadable;

    /// <summary>Null where the export is not the caller's or was begun too long ago.</summary>
    /// <param name="begun">Process of the export.</param>
    public async Task<RosterExport?> OpenAsync(
        Guid begun, PlannedExport plan, ExportRoster.Command command, CancellationToken cancellationToken)
    {
        string exporter;
        DateTimeOffset at;
        await using (var process = await processes.ContinueAsync(begun, ProcessType.RosterExported, cancellationToken))
        {
            if (process is null)
                return null;
            at = process.At;
            exporter = await ExporterAsync(command, cancellationToken);
        }

        return new RosterExport(
            FileName(command, at),
            command.Format,
            async (output, cancellation) =>
            {
                SheetReceipt receipt;
                await using (
                    var process =
                        await processes.ContinueAsync(begun, ProcessType.RosterExported, cancellation)
                        ?? throw new InvalidOperationException("The export was begun too long ago.")
                )
                {
                    receipt = await WriteAsync(output, process, plan, exporter, command, cancellation);
                }

                // The file is out: that it is must be written down also where the caller has hung up.
                await using var delivered = await processes.BeginAsync(
                    new ProcessStart(ProcessType.RosterDelivered, command.Unit, Follows: begun),
                    CancellationToken.None
                );
                delivered.Record(
                    new RosterDelivered(
                        begun, command.Format.Code(), receipt.Rows, receipt.Bytes, receipt.Sha256, _unreadable)
                );
                await delivered.CommitAsync(CancellationToken.None);
            }
        );
    }

    private Task<SheetReceipt> WriteAsync(
        Stream output,
        ICommittedProcess process,
        PlannedExport plan,
        string exporter,
        ExportRoster.Command command,
        CancellationToken cancellationToken
    )
    {
        var rows = EntriesAsync(process, cancellationToken);
        return command.Format switch
        {
            RosterFile.Workbook => SheetAsync(SheetFormat.Xlsx, plan.Layout.ForPeople()),
            RosterFile.Csv => SheetAsync(SheetFormat.Csv, [.. RosterFields.All.Select(field => field.ForPrograms)]),
            RosterFile.OfficialDocument => OfficialAsync(OfficialFormat.Docx),
            RosterFile.OfficialWorkbook => OfficialAsync(OfficialFormat.Xlsx),
        };

        Task<SheetReceipt> SheetAsync(SheetFormat format, IReadOnlyList<SheetColumn<RosterEntry>> columns)
        {
            var sheet = RosterSheet.Of(plan.Selection, columns, process, exporter, command.Purpose, () => _unreadable);
            return sheets.WriteAsync(output, format, sheet, rows, cancellationToken);
        }

        Task<SheetReceipt> OfficialAsync(OfficialFormat format)
        {
            var list = OfficialRoster.Of(plan, process, () => _unreadable);
            return officialLists.WriteAsync(output, format, list, rows, cancellationToken);
        }
    }

    private async IAsyncEnumerable<RosterEntry> EntriesAsync(
        ICommittedProcess process,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        RosterEntry? entry = null;
        await foreach (var row in process.ReadAsync(Rows(process), cancellationToken))
        {
            // Only what an account adds is read of a member's further rows.
            if (row.GetGuid(Column.Member) is var member && entry?.Subject.MemberId != member)
            {
                if (entry is not null)
                    yield return entry;
                entry = new RosterEntry(Line(row, member), Open);
            }

            if (!row.IsDBNull(Column.Account))
            {
                entry.Add(new SealedAccount(
                    row.GetGuid(Column.Account), row.GetString(Column.Platform), row.GetFieldValue<byte[]>(Column.Details)));
            }
        }

        if (entry is not null)
            yield return entry;

        string Open(ProcessSubject subject, SealedAccount account)
        {
            var opened = secrets.Open(process, subject, SecretField.AccountDetails, account.Id, account.Details)
                .Read(AccountDetails.UnpackCanonical);
            if (opened is null)
                Interlocked.Increment(ref _unreadable);
            return opened ?? Unsealed.Unreadable;
        }
    }

    // Only what the file shows, in the order of Column: a member's row is three times as wide, and it comes once for each account.
    private IQueryable Rows(ICommittedProcess process) =>
        from subject in process.Subjects
        join member in db.Members on subject.MemberId equals member.Id
        join unit in db.Units on member.UnitId equals unit.Id
        join version in db.Declarations on member.CurrentDeclarationId equals version.Id into versions
        from version in versions.DefaultIfEmpty()
        join account in db.DeclaredAccounts on version.Id equals account.DeclarationId into accounts
        from account in accounts.DefaultIfEmpty()
        orderby member.RosterKey, account.Position
        select new
        {
            subject.MemberId,
            subject.ProcessId,
            member.Code,
            member.FullName,
            member.BirthDate,
            member.BirthYear,
            member.Position,
            member.ActivityStatus,
            member.DeclarationState,
            unit.Name,
            SubmittedAt = (DateTimeOffset?)version.SubmittedAt,
            Answer = (DeclarationAnswer?)version.Answer,
            Account = (Guid?)account.Id,
            account.PlatformCode,
            account.Details,
        };

    private static RosterLine Line(DbDataReader row, Guid member) => new(
        new ProcessSubject { MemberId = member, ProcessId = row.GetGuid(Column.Process) },
        row.GetString(Column.Code),
        row.GetString(Column.FullName),
        row.IsDBNull(Column.BirthDate) ? null : row.GetFieldValue<DateOnly>(Column.BirthDate),
        row.IsDBNull(Column.BirthYear) ? null : row.GetInt32(Column.BirthYear),
        row.IsDBNull(Column.Position) ? null : row.GetString(Column.Position),
        (ActivityStatus)row.GetInt16(Column.Activity),
        (DeclarationState)row.GetInt16(Column.State),
        row.GetString(Column.Unit),
        row.IsDBNull(Column.SubmittedAt) ? null : row.GetFieldValue<DateTimeOffset>(Column.SubmittedAt),
        row.IsDBNull(Column.Answer) ? null : (DeclarationAnswer)row.GetInt16(Column.Answer));

    private static class Column
    {
        public const int Member = 0, Process = 1;
        public const int Code = 2, FullName = 3, BirthDate = 4, BirthYear = 5, Position = 6, Activity = 7, State = 8, Unit = 9;
        public const int SubmittedAt = 10, Answer = 11;
        public const int Account = 12, Platform = 13, Details = 14;
    }

    /// <summary>
    /// Who exports: the role, its unit and the login, as the footer shows it. No name of a person stands in a file that travels.
    /// </summary>
    private async Task<string> ExporterAsync(ExportRoster.Command command, CancellationToken cancellationToken)
    {
        var scope = access.Scope;
        if (scope.UserId is not { } user)
            return "người vận hành máy chủ, bằng dòng lệnh";

        var grant = scope.Grants.First(g =>
            g.Path is { } root && command.Unit.Path.IsWithin(root) && RolePermissions.Of(g.Role).HasFlag(Permissions.ExportRoster)
        );
        var unit = await db.Units.AsNoTracking().FirstAsync(u => u.Id == grant.UnitId, cancellationToken);
        var login = await db.Users.Where(u => u.Id == user).Select(u => u.UserName).FirstAsync(cancellationToken);
        var role = grant.Role == Role.Board && unit.BoardName is { } board ? board : RolePermissions.Name(grant.Role);
        return $"{role}, {unit.Name} (tên đăng nhập {login})";
    }

    private static string FileName(ExportRoster.Command command, DateTimeOffset at)
    {
        var unit = VietnameseText.SearchKey(command.Unit.Code).Replace(' ', '-');
        var day = VietnamTime.Day(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var kind = command.Format.IsOfficial() ? "-chinh-thuc" : "";
        return $"danh-sach{kind}-{unit}-{day}.{command.Format.Extension()}";
    }
}
