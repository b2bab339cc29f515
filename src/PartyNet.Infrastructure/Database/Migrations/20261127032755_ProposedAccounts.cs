using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    [Additive]
    public partial class ProposedAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_active",
                schema: "registry",
                table: "unit_kinds",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "proposed_accounts",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    platform_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    details = table.Column<byte[]>(type: "bytea", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    list_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposed_accounts", x => x.id);
                    table.ForeignKey(
                        name: "fk_proposed_accounts_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_proposed_accounts_member_id",
                schema: "registry",
                table: "proposed_accounts",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_accounts_plan_id",
                schema: "registry",
                table: "proposed_accounts",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_accounts_proposed_at",
                schema: "registry",
                table: "proposed_accounts",
                column: "proposed_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "proposed_accounts",
                schema: "registry");

            migrationBuilder.DropColumn(
                name: "is_active",
                schema: "registry",
                table: "unit_kinds");
        }
    }
}
