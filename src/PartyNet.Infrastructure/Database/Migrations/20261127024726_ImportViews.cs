using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    [Additive]
    public partial class ImportViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "removed",
                schema: "import",
                table: "plans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "restored",
                schema: "import",
                table: "plans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "skipped",
                schema: "import",
                table: "plans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "undone_at",
                schema: "import",
                table: "plans",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "has_notes",
                schema: "import",
                table: "plan_rows",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_kept",
                schema: "import",
                table: "plan_rows",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "shown",
                schema: "import",
                table: "plan_rows",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "undo",
                schema: "import",
                table: "plan_rows",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.CreateTable(
                name: "former_numbers",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    number = table.Column<byte[]>(type: "bytea", nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_numbers", x => x.id);
                    table.ForeignKey(
                        name: "fk_former_numbers_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_plan_rows_plan_id_target_id",
                schema: "import",
                table: "plan_rows",
                columns: new[] { "plan_id", "target_id" });

            migrationBuilder.CreateIndex(
                name: "ix_former_numbers_member_id",
                schema: "registry",
                table: "former_numbers",
                column: "member_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "former_numbers",
                schema: "registry");

            migrationBuilder.DropIndex(
                name: "ix_plan_rows_plan_id_target_id",
                schema: "import",
                table: "plan_rows");

            migrationBuilder.DropColumn(
                name: "removed",
                schema: "import",
                table: "plans");

            migrationBuilder.DropColumn(
                name: "restored",
                schema: "import",
                table: "plans");

            migrationBuilder.DropColumn(
                name: "skipped",
                schema: "import",
                table: "plans");

            migrationBuilder.DropColumn(
                name: "undone_at",
                schema: "import",
                table: "plans");

            migrationBuilder.DropColumn(
                name: "has_notes",
                schema: "import",
                table: "plan_rows");

            migrationBuilder.DropColumn(
                name: "is_kept",
                schema: "import",
                table: "plan_rows");

            migrationBuilder.DropColumn(
                name: "shown",
                schema: "import",
                table: "plan_rows");

            migrationBuilder.DropColumn(
                name: "undo",
                schema: "import",
                table: "plan_rows");
        }
    }
}
