using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class RecoverySheets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "sealed_codes",
                schema: "access",
                table: "authenticators");

            migrationBuilder.DropColumn(
                name: "shown_to",
                schema: "access",
                table: "authenticators");

            migrationBuilder.DropColumn(
                name: "shown_until",
                schema: "access",
                table: "authenticators");

            migrationBuilder.CreateTable(
                name: "recovery_sheets",
                schema: "access",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_codes = table.Column<byte[]>(type: "bytea", nullable: false),
                    shown_to = table.Column<Guid>(type: "uuid", nullable: true),
                    shown_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_sheets", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_recovery_sheets_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recovery_sheets",
                schema: "access");

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_codes",
                schema: "access",
                table: "authenticators",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "shown_to",
                schema: "access",
                table: "authenticators",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "shown_until",
                schema: "access",
                table: "authenticators",
                type: "timestamp with time zone",
                nullable: true);
        }
    }
}
