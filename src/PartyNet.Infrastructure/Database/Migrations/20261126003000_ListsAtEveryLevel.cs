using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <summary>
    /// Ancestor columns, the standing of members, their indexes, and the counters. Written by hand where it matters: all columns of a
    /// table come in one statement, because each statement would write the whole table anew.
    /// </summary>
    public partial class ListsAtEveryLevel : Migration
    {
        private static readonly int[] Levels = Enumerable.Range(1, 10).ToArray();

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop index registry.ix_members_roster_key, registry.ix_members_unit_id_roster_key,
                    registry.ix_members_unit_path_activity_status_declaration_state, registry.ix_declarations_queue;
                """);
            migrationBuilder.Sql(
                $"""
                alter table registry.members {AddLevels()},
                    add standing smallint not null generated always as (
                        case activity_status when 1 then declaration_state when 2 then 4 else 5 end) stored;
                alter table registry.declarations {AddLevels()}, add ever_secretary boolean not null default false;
                alter table registry.units add constraint ck_units_depth check (cardinality(string_to_array(path, '.')) <= 11);
                """);
            migrationBuilder.Sql(
                """
                -- Of those who wait already. What follows from the roles is no change of anybody's, so audit does not hold it.
                select set_config('app.scope_from', '!', true), set_config('app.scope_to', '~', true), set_config('app.realm', 'operator', true);
                alter table registry.declarations disable trigger user;
                update registry.declarations d set ever_secretary = true
                where d.status = 1 and exists (select from access.grants g where g.member_id = d.member_id and g.role = 1);
                alter table registry.declarations enable trigger user;
                select set_config('app.scope_from', '', true), set_config('app.scope_to', '', true), set_config('app.realm', '', true);
                """);

            migrationBuilder.CreateTable(
                name: "standings",
                schema: "registry",
                columns: table => new
                {
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    not_declared = table.Column<int>(type: "integer", nullable: false),
                    submitted = table.Column<int>(type: "integer", nullable: false),
                    returned = table.Column<int>(type: "integer", nullable: false),
                    confirmed = table.Column<int>(type: "integer", nullable: false),
                    exempt = table.Column<int>(type: "integer", nullable: false),
                    departed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standings", x => x.unit_path);
                });

            migrationBuilder.CreateTable(
                name: "standing_changes",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    not_declared = table.Column<int>(type: "integer", nullable: false),
                    submitted = table.Column<int>(type: "integer", nullable: false),
                    returned = table.Column<int>(type: "integer", nullable: false),
                    confirmed = table.Column<int>(type: "integer", nullable: false),
                    exempt = table.Column<int>(type: "integer", nullable: false),
                    departed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standing_changes", x => x.id);
                });

            foreach (var level in Levels)
            {
                migrationBuilder.Sql(
                    $"""
                    create index ix_members_roster_{level} on registry.members (level_{level}, roster_key) where level_{level} is not null;
                    create index ix_members_standing_{level} on registry.members (level_{level}, standing, roster_key) where level_{level} is not null;
                    create index ix_declarations_queue_{level} on registry.declarations (level_{level}, submitted_at, id)
                        where level_{level} is not null and status = 1;
                    create index ix_declarations_queue_above_{level} on registry.declarations (level_{level}, submitted_at, id)
                        where level_{level} is not null and status = 1 and ever_secretary;
                    """);
            }

            migrationBuilder.Sql(
                """
                create index ix_members_unit_id on registry.members (unit_id);
                create index ix_declarations_queue on registry.declarations (unit_path, submitted_at, id) where status = 1;
                create index ix_standing_changes_unit_path on registry.standing_changes (unit_path);
                create index ix_grants_member_id on access.grants (member_id);
                drop function if exists registry.is_within_any(text, text[]), registry.range_end(text);
                analyze registry.members, registry.declarations;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("There is no way back: restore the backup that was made before.");

        private static string AddLevels() => string.Join(", ", Levels.Select(level =>
            $"add level_{level} text collate \"C\" generated always as (nullif(split_part(unit_path, '.', {level}), '')) stored"));
    }
}
