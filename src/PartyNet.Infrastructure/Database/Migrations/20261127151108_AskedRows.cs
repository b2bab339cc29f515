using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    [Additive]
    public partial class AskedRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short>(
                name: "asks",
                schema: "import",
                table: "plan_rows",
                type: "smallint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_plan_rows_plan_id_asks_row",
                schema: "import",
                table: "plan_rows",
                columns: new[] { "plan_id", "asks", "row" },
                filter: "asks is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_plan_rows_plan_id_asks_row",
                schema: "import",
                table: "plan_rows");

            migrationBuilder.DropColumn(
                name: "asks",
                schema: "import",
                table: "plan_rows");
        }
    }
}
