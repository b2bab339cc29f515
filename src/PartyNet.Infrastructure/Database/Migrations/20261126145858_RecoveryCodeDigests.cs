using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class RecoveryCodeDigests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What is no keyed hash cannot become one: whoever has codes from before makes new ones. Truncating asks no wall.
            migrationBuilder.Sql("truncate access.recovery_codes;");
            migrationBuilder.DropIndex(
                name: "ix_recovery_codes_user_id_label",
                schema: "access",
                table: "recovery_codes");

            migrationBuilder.DropColumn(
                name: "hash",
                schema: "access",
                table: "recovery_codes");

            migrationBuilder.DropColumn(
                name: "label",
                schema: "access",
                table: "recovery_codes");

            migrationBuilder.AddColumn<byte[]>(
                name: "digest",
                schema: "access",
                table: "recovery_codes",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.CreateIndex(
                name: "ix_recovery_codes_user_id_digest",
                schema: "access",
                table: "recovery_codes",
                columns: new[] { "user_id", "digest" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_recovery_codes_user_id_digest",
                schema: "access",
                table: "recovery_codes");

            migrationBuilder.DropColumn(
                name: "digest",
                schema: "access",
                table: "recovery_codes");

            migrationBuilder.AddColumn<string>(
                name: "hash",
                schema: "access",
                table: "recovery_codes",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "label",
                schema: "access",
                table: "recovery_codes",
                type: "character varying(4)",
                maxLength: 4,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_recovery_codes_user_id_label",
                schema: "access",
                table: "recovery_codes",
                columns: new[] { "user_id", "label" });
        }
    }
}
