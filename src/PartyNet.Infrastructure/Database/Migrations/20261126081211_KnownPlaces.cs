using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class KnownPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_setup_links_user_id",
                schema: "access",
                table: "setup_links");

            // Of the links of a user the newest lives.
            migrationBuilder.Sql(
                """
                alter table access.setup_links no force row level security;
                delete from access.setup_links older using access.setup_links newer
                where older.user_id = newer.user_id and (older.expires_at, older.code_hash) < (newer.expires_at, newer.code_hash);
                alter table access.setup_links force row level security;
                """);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_code",
                schema: "access",
                table: "setup_links",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "shown_to",
                schema: "access",
                table: "setup_links",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "shown_until",
                schema: "access",
                table: "setup_links",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "known_places",
                schema: "access",
                columns: table => new
                {
                    key = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_places", x => x.key);
                    table.ForeignKey(
                        name: "fk_known_places_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_setup_links_user_id",
                schema: "access",
                table: "setup_links",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_known_places_used_at",
                schema: "access",
                table: "known_places",
                column: "used_at");

            migrationBuilder.CreateIndex(
                name: "ix_known_places_user_id",
                schema: "access",
                table: "known_places",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_places",
                schema: "access");

            migrationBuilder.DropIndex(
                name: "ix_setup_links_user_id",
                schema: "access",
                table: "setup_links");

            migrationBuilder.DropColumn(
                name: "sealed_code",
                schema: "access",
                table: "setup_links");

            migrationBuilder.DropColumn(
                name: "shown_to",
                schema: "access",
                table: "setup_links");

            migrationBuilder.DropColumn(
                name: "shown_until",
                schema: "access",
                table: "setup_links");

            migrationBuilder.CreateIndex(
                name: "ix_setup_links_user_id",
                schema: "access",
                table: "setup_links",
                column: "user_id");
        }
    }
}
