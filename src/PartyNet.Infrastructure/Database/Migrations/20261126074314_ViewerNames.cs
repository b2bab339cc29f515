using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class ViewerNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "names_viewers",
                schema: "registry",
                table: "units",
                type: "boolean",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_processes_alarms",
                schema: "audit",
                table: "processes",
                column: "at",
                filter: "type = 207");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_processes_alarms",
                schema: "audit",
                table: "processes");

            migrationBuilder.DropColumn(
                name: "names_viewers",
                schema: "registry",
                table: "units");
        }
    }
}
