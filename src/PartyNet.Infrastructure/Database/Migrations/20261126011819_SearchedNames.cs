using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <summary>
    /// The table that search looks at. It is filled after the migration, by the function that knows how, and gets its index then.
    /// </summary>
    public partial class SearchedNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_members_search_key",
                schema: "registry",
                table: "members");

            migrationBuilder.CreateTable(
                name: "member_search",
                schema: "registry",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_search", x => x.member_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_units_search_key",
                schema: "registry",
                table: "units",
                column: "search_key")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_members_search_key",
                schema: "registry",
                table: "members",
                column: "search_key");

            migrationBuilder.CreateIndex(
                name: "ix_member_search_unit_path",
                schema: "registry",
                table: "member_search",
                column: "unit_path");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("There is no way back: restore the backup that was made before.");
    }
}
