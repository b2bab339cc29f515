using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class OneOpenGrant : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A double click could give a role twice: the second one never counted. Walls and triggers stand again with the next raising.
            migrationBuilder.Sql(
                """
                alter table access.grants no force row level security;
                alter table access.grants disable trigger user;
                update access.grants again set valid_to = again.valid_from
                where again.valid_to is null and exists (
                    select from access.grants first
                    where first.valid_to is null and first.user_id = again.user_id and first.role = again.role
                        and first.unit_id is not distinct from again.unit_id and (first.valid_from, first.id) < (again.valid_from, again.id));
                alter table access.grants enable trigger user;
                alter table access.grants force row level security;
                """);
            migrationBuilder.CreateIndex(
                name: "ix_grants_user_id_unit_id_role",
                schema: "access",
                table: "grants",
                columns: new[] { "user_id", "unit_id", "role" },
                unique: true,
                filter: "valid_to is null")
                .Annotation("Npgsql:NullsDistinct", false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_grants_user_id_unit_id_role",
                schema: "access",
                table: "grants");
        }
    }
}
