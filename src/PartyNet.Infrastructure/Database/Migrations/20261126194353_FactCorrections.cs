using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class FactCorrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fact_corrections",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    fact = table.Column<short>(type: "smallint", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answer = table.Column<byte[]>(type: "bytea", nullable: true),
                    ever_secretary = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_corrections", x => x.id);
                    table.ForeignKey(
                        name: "fk_fact_corrections_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fact_corrections_member_id_asked_at",
                schema: "registry",
                table: "fact_corrections",
                columns: new[] { "member_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_fact_corrections_queue",
                schema: "registry",
                table: "fact_corrections",
                columns: new[] { "unit_path", "asked_at", "id" },
                filter: "status = 1");

            migrationBuilder.CreateIndex(
                name: "ix_fact_corrections_queue_above",
                schema: "registry",
                table: "fact_corrections",
                column: "unit_path",
                filter: "status = 1 and ever_secretary");

            migrationBuilder.CreateIndex(
                name: "ux_fact_corrections_open",
                schema: "registry",
                table: "fact_corrections",
                columns: new[] { "member_id", "fact" },
                unique: true,
                filter: "status = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fact_corrections",
                schema: "registry");
        }
    }
}
