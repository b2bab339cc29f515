using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    [Additive]
    public partial class ListLoads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "layouts",
                schema: "import",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    headings = table.Column<byte[]>(type: "bytea", nullable: false),
                    reading = table.Column<string>(type: "jsonb", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_layouts", x => new { x.unit_id, x.kind, x.headings });
                    table.ForeignKey(
                        name: "fk_layouts_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "loads",
                schema: "import",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: false),
                    started_in = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    reading = table.Column<string>(type: "jsonb", nullable: false),
                    is_remembered = table.Column<bool>(type: "boolean", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    failure = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loads", x => x.id);
                    table.ForeignKey(
                        name: "fk_loads_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                schema: "import",
                columns: table => new
                {
                    load_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    choice = table.Column<short>(type: "smallint", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => new { x.load_id, x.row });
                    table.ForeignKey(
                        name: "fk_decisions_list_loads_load_id",
                        column: x => x.load_id,
                        principalSchema: "import",
                        principalTable: "loads",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "load_parts",
                schema: "import",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    load_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_load_parts", x => x.id);
                    table.ForeignKey(
                        name: "fk_load_parts_loads_load_id",
                        column: x => x.load_id,
                        principalSchema: "import",
                        principalTable: "loads",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                schema: "import",
                columns: table => new
                {
                    load_id = table.Column<Guid>(type: "uuid", nullable: false),
                    work = table.Column<short>(type: "smallint", nullable: false),
                    good_rows_only = table.Column<bool>(type: "boolean", nullable: false),
                    asked_in = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => x.load_id);
                    table.ForeignKey(
                        name: "fk_orders_loads_load_id",
                        column: x => x.load_id,
                        principalSchema: "import",
                        principalTable: "loads",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_load_parts_load_id_number",
                schema: "import",
                table: "load_parts",
                columns: new[] { "load_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_loads_unit_id_started_at",
                schema: "import",
                table: "loads",
                columns: new[] { "unit_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_asked_in",
                schema: "import",
                table: "orders",
                column: "asked_in");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "decisions",
                schema: "import");

            migrationBuilder.DropTable(
                name: "layouts",
                schema: "import");

            migrationBuilder.DropTable(
                name: "load_parts",
                schema: "import");

            migrationBuilder.DropTable(
                name: "orders",
                schema: "import");

            migrationBuilder.DropTable(
                name: "loads",
                schema: "import");
        }
    }
}
