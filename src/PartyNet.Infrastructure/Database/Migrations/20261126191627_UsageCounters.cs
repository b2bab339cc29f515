using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class UsageCounters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "usage_changes",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    aspect = table.Column<short>(type: "smallint", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    members = table.Column<int>(type: "integer", nullable: false),
                    accounts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usages",
                schema: "registry",
                columns: table => new
                {
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    aspect = table.Column<short>(type: "smallint", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    members = table.Column<int>(type: "integer", nullable: false),
                    accounts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usages", x => new { x.unit_path, x.aspect, x.value });
                });

            migrationBuilder.CreateIndex(
                name: "ix_usage_changes_unit_path",
                schema: "registry",
                table: "usage_changes",
                column: "unit_path");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "usage_changes",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "usages",
                schema: "registry");
        }
    }
}
