using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <summary>
    /// What the functions of the owner need to find out who acts and when: the server's clock beside the application's, the transaction of
    /// a process, the hash of the secret that proved its actor, and the passes of the command line. What was written before is of no
    /// transaction any more. The owner, too, changes no row behind a forced policy; it is forced again after the migrations.
    /// </summary>
    public partial class ProvenActors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "operator_passes",
                schema: "access",
                columns: table => new
                {
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operator_passes", x => x.secret_hash);
                });

            migrationBuilder.Sql(
                """
                alter table audit.processes no force row level security;
                alter table audit.processes
                    add column recorded_at timestamptz, add column transaction_id xid8, add column secret_hash bytea;
                update audit.processes set recorded_at = at;
                alter table audit.processes
                    alter column recorded_at set default clock_timestamp(), alter column recorded_at set not null,
                    alter column transaction_id set default pg_current_xact_id();

                alter table access.sessions no force row level security;
                alter table access.sessions add column server_seen_at timestamptz, add column server_expires_at timestamptz;
                update access.sessions set server_seen_at = last_seen_at, server_expires_at = expires_at;
                alter table access.sessions
                    alter column server_seen_at set not null, alter column server_expires_at set not null;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("There is no way back: restore the backup that was made before.");
    }
}
