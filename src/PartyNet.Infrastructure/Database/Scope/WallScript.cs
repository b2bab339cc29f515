using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>
/// Writes the SQL that raises every wall anew: privileges of the application role, forced row-level security with its policies,
/// and audit triggers. Run by the owner after each migration, in one transaction; running it again changes nothing.
/// </summary>
public static class WallScript
{
    // Values are computed once per statement, in a subselect. After its first use a setting reads '' instead of null,
    // and '' must never pass for a scope: hence nullif everywhere.
    private const string Member = "(select nullif(current_setting('app.member', true), '')::uuid)";
    private const string User = "(select nullif(current_setting('app.user', true), '')::uuid)";
    private const string Process = "(select nullif(current_setting('app.process', true), '')::uuid)";
    private const string HelpContact = "(select nullif(current_setting('app.help_contact', true), '')::uuid)";
    private const string SignInMachinery =
        "(select coalesce(current_setting('app.realm', true), '') in ('sign-in', 'administration', 'operator'))";

    private const string SignInAlone = "(select coalesce(current_setting('app.realm', true), '') = 'sign-in')";

    // Everybody may attach a trigger to a table of their own, and so feed a function that writes as the owner what they like; and whoever
    // opens every scope or counts anew is the owner alone. Functions that run as the owner look for nothing in schemas of others.
    private const string OwnersFunctions =
        $"""
        do $$
        declare
            owners regprocedure;
        begin
            for owners in
                select p.oid from pg_proc p
                where p.pronamespace in ('registry'::regnamespace, 'access'::regnamespace, 'audit'::regnamespace, 'import'::regnamespace)
                    and (p.prorettype = 'trigger'::regtype
                        or p.proname in (
                            'widen_scope', 'set_scope', 'recount_standings', 'recount_usages',
                            'refill_member_search', 'refill_user_search'))
            loop
                execute format('revoke execute on function %s from {DatabaseRoles.App}', owners);
            end loop;
        end $$;
        """;

    // A server of one's own may have been set up before there was such a role.
    private const string BackupReads =
        $"""
        do $$
        begin
            if exists (select from pg_roles where rolname = '{DatabaseRoles.Backup}') then
                grant usage on schema registry, access, audit, import to {DatabaseRoles.Backup};
                grant select on all tables in schema registry, access, audit, import to {DatabaseRoles.Backup};
                grant select on all sequences in schema registry, access, audit, import to {DatabaseRoles.Backup};
            end if;
        end $$;
        """;

    private static readonly (string Operation, string Rows)[] Changes =
    [
        ("insert", "new table as new_rows"),
        ("update", "old table as old_rows new table as new_rows"),
        ("delete", "old table as old_rows"),
    ];

    public static string Build(IModel model)
    {
        var sql = new StringBuilder();
        foreach (var schema in new[] { Schemas.Registry, Schemas.Access, Schemas.Audit, Schemas.Import, Schemas.Jobs })
        {
            sql.AppendLine(
                CultureInfo.InvariantCulture,
                $"""
                revoke all on schema {schema} from public;
                revoke all on all tables in schema {schema} from public, {DatabaseRoles.App};
                revoke all on all sequences in schema {schema} from public, {DatabaseRoles.App};
                revoke execute on all functions in schema {schema} from public;
                grant usage on schema {schema} to {DatabaseRoles.App};
                grant execute on all functions in schema {schema} to {DatabaseRoles.App};
                """);
        }

        var labels = $"{Schemas.Registry}.{Schemas.UnitLabels}";
        sql.AppendLine(CultureInfo.InvariantCulture, $"grant usage on sequence {labels} to {DatabaseRoles.App};");
        foreach (var table in SchedulerTables.All)
            sql.AppendLine(CultureInfo.InvariantCulture, $"grant select, insert, update, delete on {table} to {DatabaseRoles.App};");
        sql.AppendLine(OwnersFunctions);
        sql.AppendLine(BackupReads);
        foreach (var entity in model.GetEntityTypes().Where(e => !e.IsOwned()))
        {
            if (!TableWalls.All.TryGetValue(entity.ClrType, out var wall))
                throw new InvalidOperationException($"{entity.ClrType.Name} has no wall: add it to {nameof(TableWalls)}.");
            Raise(sql, $"{entity.GetSchema()}.{entity.GetTableName()}", wall, [.. wall.Redacted.Select(name => ColumnOf(entity, name))]);
        }

        return sql.ToString();
    }

    private static void Raise(StringBuilder sql, string table, TableWall wall, string[] redacted)
    {
        if (wall.Rights.Length > 0)
            sql.AppendLine(CultureInfo.InvariantCulture, $"grant {wall.Rights} on {table} to {DatabaseRoles.App};");
        if (wall.HasPolicies)
        {
            sql.AppendLine(CultureInfo.InvariantCulture, $"alter table {table} enable row level security;");
            sql.AppendLine(CultureInfo.InvariantCulture, $"alter table {table} {(wall.IsForced ? "" : "no ")}force row level security;");
            Policy(sql, table, wall);
        }

        if (wall.AuditKey is { } key)
            AuditTriggers(sql, table, key, redacted);
    }

    private static string ColumnOf(IEntityType entity, string property) =>
        entity.FindProperty(property)?.GetColumnName()
            ?? throw new InvalidOperationException($"{entity.ClrType.Name} has no {property} that audit could redact.");

    private static void Policy(StringBuilder sql, string table, TableWall wall)
    {
        var own = $"{wall.Owner} = {Member}";
        string InScopeOr(string otherwise) => WallScript.InScopeOr(wall.Path, otherwise);
        var (read, write) = wall.Rows switch
        {
            RowAccess.WrittenInScope => ("true", InScopeOr("false")),
            RowAccess.Scoped => (InScopeOr(wall.OpenToHelpSeekers ? $"{own} or id = {HelpContact}" : own), InScopeOr(own)),
            RowAccess.UnitScoped => (InScopeOr("false"), InScopeOr("false")),
            RowAccess.Counter => (InScopeOr("false"), "true"),
            RowAccess.Closed => ("true", "true"),
            RowAccess.OwnOnly => (OwnersOr(own), OwnersOr(own)),
            RowAccess.Identity => ($"{SignInMachinery} or {wall.Owner} = {User}", $"{SignInMachinery} or {wall.Owner} = {User}"),
            RowAccess.SignIn => (SignInMachinery, SignInMachinery),
            RowAccess.Slip => (InScopeOr(SignInAlone), InScopeOr(SignInAlone)),
            // Who gives what to whom is no matter of rows in scope: a trigger asks who acts (grants.sql).
            RowAccess.Grant => (InScopeOr($"{SignInMachinery} or user_id = {User}"), InScopeOr(SignInMachinery)),
            RowAccess.UserOnly => (OwnersOr($"user_id = {User}"), OwnersOr($"user_id = {User}")),
            RowAccess.Process => (
                InScopeOr(
                    $"{SignInMachinery} or id = {Process} or actor_id = {User}"
                        + $" or exists (select from audit.process_subjects s where s.member_id = {Member} and s.process_id = id)"
                ),
                "true"),
            RowAccess.ProcessPart => ($"process_id = {Process} or {SignInMachinery}", "true"),
            RowAccess.ProcessSubject => ($"member_id = {Member} or process_id = {Process}", "true"),
            RowAccess.Reference => throw new InvalidOperationException("A reference table has no policy."),
        };

        // A policy for each right, so that a row which may be read is not for that reason open to change.
        const string owner = " to current_user";
        var readers = wall.Rows == RowAccess.Closed ? owner : "";
        var isOwners = wall.Rows is RowAccess.Counter or RowAccess.Closed
            or RowAccess.Process or RowAccess.ProcessPart or RowAccess.ProcessSubject;
        var writers = isOwners ? owner : "";
        sql.AppendLine(CultureInfo.InvariantCulture, $"drop policy if exists readable on {table};");
        sql.AppendLine(CultureInfo.InvariantCulture, $"create policy readable on {table} for select{readers} using ({read});");
        foreach (var (command, clauses) in new[]
        {
            ("insert", $"with check ({write})"), ("update", $"using ({write}) with check ({write})"), ("delete", $"using ({write})"),
        })
        {
            sql.AppendLine(CultureInfo.InvariantCulture, $"drop policy if exists {command}able on {table};");
            sql.AppendLine(CultureInfo.InvariantCulture, $"create policy {command}able on {table} for {command}{writers} {clauses};");
        }
    }

    /// <summary>
    /// The truth of an "or" in a form from which the planner builds no bitmap over both sides, and of which it takes for granted that
    /// nearly every row passes: a range and an "or", multiplied into its estimate of rows, turn a walk of 25 rows into a sort of a
    /// whole subtree.
    /// </summary>
    private static string InScopeOr(string path, string otherwise) =>
        $"(case when {InScope(path)} then true when {otherwise} then true end) is not null";

    // The list of roots is looked at only by callers who have several.
    private static string InScope(string path) =>
        $"({path} >= (select nullif(current_setting('app.scope_from', true), ''))"
        + $" and {path} < (select nullif(current_setting('app.scope_to', true), ''))"
        + " and ((select nullif(current_setting('app.scope_roots', true), '') is null)"
        + $" or {path} ^@ any ((select string_to_array(current_setting('app.scope_roots', true), ','))::text[])))";

    /// <summary>Also for a function that runs as the owner.</summary>
    private static string OwnersOr(string otherwise) => $"current_user = '{DatabaseRoles.Owner}' or {otherwise}";

    private static void AuditTriggers(StringBuilder sql, string table, string key, string[] redacted)
    {
        var arguments = string.Join(", ", new[] { key }.Concat(redacted).Select(a => $"'{a}'"));
        foreach (var (operation, rows) in Changes)
        {
            sql.Append(CultureInfo.InvariantCulture, $"create or replace trigger audit_{operation} after {operation} on {table}");
            sql.Append(CultureInfo.InvariantCulture, $" referencing {rows} for each statement");
            sql.AppendLine(CultureInfo.InvariantCulture, $" execute function audit.record_changes({arguments});");
        }
    }
}
