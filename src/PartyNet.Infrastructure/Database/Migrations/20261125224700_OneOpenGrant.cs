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
