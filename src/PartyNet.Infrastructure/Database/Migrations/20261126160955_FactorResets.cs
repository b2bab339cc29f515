using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class FactorResets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "factor_resets",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by_member = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_in = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_by_member = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_in = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_factor_resets", x => x.id);
                    table.ForeignKey(
                        name: "fk_factor_resets_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_factor_resets_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grants_unit_path_role_id",
                schema: "access",
                table: "grants",
                columns: new[] { "unit_path", "role", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_factor_resets_unit_id_asked_at",
                schema: "access",
                table: "factor_resets",
                columns: new[] { "unit_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_factor_resets_user_id",
                schema: "access",
                table: "factor_resets",
                column: "user_id",
                unique: true,
                filter: "approved_at is null and withdrawn_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "factor_resets",
                schema: "access");

            migrationBuilder.DropIndex(
                name: "ix_grants_unit_path_role_id",
                schema: "access",
                table: "grants");
        }
    }
}
