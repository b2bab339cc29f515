using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class ReviewDrafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "review_drafts",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_review_drafts_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_review_drafts_declarations_declaration_id",
                        column: x => x.declaration_id,
                        principalSchema: "registry",
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_review_drafts_declaration_id",
                schema: "registry",
                table: "review_drafts",
                column: "declaration_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_drafts_saved_at",
                schema: "registry",
                table: "review_drafts",
                column: "saved_at");

            migrationBuilder.CreateIndex(
                name: "ix_review_drafts_user_id_declaration_id",
                schema: "registry",
                table: "review_drafts",
                columns: new[] { "user_id", "declaration_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "review_drafts",
                schema: "registry");
        }
    }
}
