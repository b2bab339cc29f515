using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class SessionEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Who was closed went on holding roles. Walls and triggers stand again with the next raising.
            migrationBuilder.Sql(
                """
                alter table access.grants no force row level security;
                alter table access.users no force row level security;
                alter table access.grants disable trigger user;
                update access.grants held set valid_to = greatest(held.valid_from, closed.closed_at)
                from access.users closed
                where closed.id = held.user_id and closed.closed_at is not null
                    and (held.valid_to is null or held.valid_to > closed.closed_at);
                alter table access.grants enable trigger user;
                alter table access.users force row level security;
                alter table access.grants force row level security;
                """);
            migrationBuilder.AddColumn<short>(
                name: "sessions_ended_by",
                schema: "access",
                table: "users",
                type: "smallint",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "ended_by",
                schema: "access",
                table: "sessions",
                type: "smallint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "sessions_ended_by",
                schema: "access",
                table: "users");

            migrationBuilder.DropColumn(
                name: "ended_by",
                schema: "access",
                table: "sessions");
        }
    }
}
