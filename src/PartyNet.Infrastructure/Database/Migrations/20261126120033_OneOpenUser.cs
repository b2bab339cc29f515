using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class OneOpenUser : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_member_id",
                schema: "access",
                table: "users");

            migrationBuilder.CreateIndex(
                name: "ix_users_member_id",
                schema: "access",
                table: "users",
                column: "member_id",
                unique: true,
                filter: "closed_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_member_id",
                schema: "access",
                table: "users");

            migrationBuilder.CreateIndex(
                name: "ix_users_member_id",
                schema: "access",
                table: "users",
                column: "member_id");
        }
    }
}
