using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Identity;

/// <summary>Reads what <c>open_session.sql</c> answers: the caller in each row, and one of the caller's roles in each.</summary>
internal static class SessionReader
{
    public static string Sql { get; } = SqlFiles.Read("open_session.sql");

    public static async Task<CallerSession?> ReadAsync(
        NpgsqlDataReader row, ActorProof proof, SessionRules rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await row.ReadAsync(cancellationToken))
            return null;

        var (login, fullName) = (row.GetString(Column.Login), Optional<string>(row, Column.FullName));
        var (help, unit) = (HelpContact(row), RouteUnit(row));
        var ends = new SessionEnds(
            row.GetFieldValue<DateTimeOffset>(Column.IdleEnd), row.GetFieldValue<DateTimeOffset>(Column.AbsoluteEnd));
        var scope = new AccessScope
        {
            SessionId = row.GetGuid(Column.SessionId),
            UserId = row.GetGuid(Column.UserId),
            MemberId = Optional<Guid?>(row, Column.MemberId),
            BranchId = Optional<Guid?>(row, Column.BranchId),
            BranchPath = Path(row, Column.BranchPath),
            HelpContactId = help?.MemberId,
            Proof = proof,
            IsFresh = row.GetFieldValue<DateTimeOffset>(Column.StartedAt) + Session.FreshFor > now,
        };
        var aboveBranch = Optional<string>(row, Column.BranchAbove);
        // The oldest of the roles comes first.
        var due = row.IsDBNull(Column.Role)
            ? null
            : rules.FactorDue(row.GetBoolean(Column.HasFactor), row.GetFieldValue<DateTimeOffset>(Column.RoleFrom));
        var mustEnrol = due <= now;
        var grants = new List<GrantedUnit>();
        var roles = new List<CallerRole>();
        if (!row.IsDBNull(Column.Role))
        {
            do
            {
                var role = (Role)row.GetInt16(Column.Role);
                grants.Add(new(role, Optional<Guid?>(row, Column.RoleUnitId), Path(row, Column.RolePath)));
                roles.Add(new(
                    role, Optional<string>(row, Column.RoleUnitCode), Optional<string>(row, Column.RoleUnitName),
                    Optional<string>(row, Column.RoleUnitAbove)));
            }
            while (await row.ReadAsync(cancellationToken));
        }

        // Whoever has to enrol first holds nothing meanwhile.
        if (mustEnrol)
        {
            grants.Clear();
            roles.Clear();
        }

        scope = scope with { FactorDue = due, MustEnrol = mustEnrol };
        // The realm opens users and grants, never the registry.
        var realm = roles.Exists(r => r.Role == Role.Administrator) ? AccessRealm.Administration : AccessRealm.Ordinary;
        return new CallerSession(scope with { Realm = realm, Grants = grants }, login, fullName, roles, help, unit, ends, aboveBranch);
    }

    private static CallerHelpContact? HelpContact(NpgsqlDataReader row) => row.IsDBNull(Column.HelpContactId)
        ? null
        : new(row.GetGuid(Column.HelpContactId), row.GetString(Column.HelpContactName), Optional<byte[]>(row, Column.HelpContactPhone));

    private static Unit? RouteUnit(NpgsqlDataReader row) => row.IsDBNull(Column.UnitId)
        ? null
        : Unit.FromStored(
            row.GetGuid(Column.UnitId), Optional<Guid?>(row, Column.UnitParentId), UnitPath.FromStored(row.GetString(Column.UnitPath)),
            row.GetString(Column.UnitCode), row.GetString(Column.UnitName), row.GetString(Column.UnitKind),
            Optional<string>(row, Column.UnitBoardName), row.GetFieldValue<DateOnly>(Column.UnitValidFrom),
            Optional<DateOnly?>(row, Column.UnitValidTo), row.GetInt32(Column.UnitVersion));

    private static UnitPath? Path(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : UnitPath.FromStored(row.GetString(column));

    private static T? Optional<T>(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? default : row.GetFieldValue<T>(column);

    /// <summary>The columns in the order in which the statement gives them.</summary>
    private static class Column
    {
        public const int SessionId = 0;
        public const int UserId = 1;
        public const int Login = 2;
        public const int MemberId = 3;
        public const int FullName = 4;
        public const int BranchId = 5;
        public const int BranchPath = 6;
        public const int HelpContactId = 7;
        public const int HelpContactName = 8;
        public const int HelpContactPhone = 9;
        public const int Role = 10;
        public const int RoleUnitId = 11;
        public const int RolePath = 12;
        public const int RoleUnitCode = 13;
        public const int RoleUnitName = 14;
        public const int UnitId = 15;
        public const int UnitParentId = 16;
        public const int UnitPath = 17;
        public const int UnitCode = 18;
        public const int UnitName = 19;
        public const int UnitKind = 20;
        public const int UnitBoardName = 21;
        public const int UnitValidFrom = 22;
        public const int UnitValidTo = 23;
        public const int UnitVersion = 24;
        public const int IdleEnd = 25;
        public const int AbsoluteEnd = 26;
        public const int StartedAt = 27;
        public const int BranchAbove = 28;
        public const int RoleUnitAbove = 29;
        public const int RoleFrom = 30;
        public const int HasFactor = 31;
    }
}
