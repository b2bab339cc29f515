using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "registry");

            migrationBuilder.EnsureSchema(
                name: "access");

            migrationBuilder.EnsureSchema(
                name: "import");

            migrationBuilder.EnsureSchema(
                name: "audit");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateSequence(
                name: "unit_label",
                schema: "registry");

            migrationBuilder.CreateTable(
                name: "plans",
                schema: "import",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    creates = table.Column<int>(type: "integer", nullable: false),
                    updates = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    problems = table.Column<int>(type: "integer", nullable: false),
                    absent = table.Column<int>(type: "integer", nullable: false),
                    committed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "processes",
                schema: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    type = table.Column<short>(type: "smallint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_role = table.Column<short>(type: "smallint", nullable: true),
                    actor_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: true, collation: "C"),
                    request_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_processes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "request_keys",
                schema: "access",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    result = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_keys", x => new { x.user_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "sign_in_attempts",
                schema: "access",
                columns: table => new
                {
                    key = table.Column<byte[]>(type: "bytea", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    allowance = table.Column<double>(type: "double precision", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    blocked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_attempts", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "unit_kinds",
                schema: "registry",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    holds_members = table.Column<bool>(type: "boolean", nullable: false),
                    is_grassroots = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_kinds", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "users",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_rows",
                schema: "import",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    action = table.Column<short>(type: "smallint", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: true),
                    target_version = table.Column<int>(type: "integer", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_rows", x => new { x.plan_id, x.row });
                    table.ForeignKey(
                        name: "fk_plan_rows_plans_plan_id",
                        column: x => x.plan_id,
                        principalSchema: "import",
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "process_events",
                schema: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    process_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_process_events_processes_process_id",
                        column: x => x.process_id,
                        principalSchema: "audit",
                        principalTable: "processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "process_subjects",
                schema: "audit",
                columns: table => new
                {
                    process_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process_subjects", x => new { x.member_id, x.process_id });
                    table.ForeignKey(
                        name: "fk_process_subjects_processes_process_id",
                        column: x => x.process_id,
                        principalSchema: "audit",
                        principalTable: "processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "row_changes",
                schema: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    process_id = table.Column<Guid>(type: "uuid", nullable: false),
                    table_name = table.Column<string>(type: "text", nullable: false),
                    operation = table.Column<char>(type: "character(1)", nullable: false),
                    row_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    difference = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_row_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_row_changes_processes_process_id",
                        column: x => x.process_id,
                        principalSchema: "audit",
                        principalTable: "processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "units",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    search_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    board_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_units", x => x.id);
                    table.ForeignKey(
                        name: "fk_units_unit_kinds_kind_code",
                        column: x => x.kind_code,
                        principalSchema: "registry",
                        principalTable: "unit_kinds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_units_units_parent_id",
                        column: x => x.parent_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "access",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    security_stamp = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    idle_minutes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.token_hash);
                    table.ForeignKey(
                        name: "fk_sessions_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "setup_links",
                schema: "access",
                columns: table => new
                {
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_setup_links", x => x.code_hash);
                    table.ForeignKey(
                        name: "fk_setup_links_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                schema: "access",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_passkeys",
                schema: "access",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_user_passkeys_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                schema: "access",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "grants",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<short>(type: "smallint", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: true, collation: "C"),
                    valid_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => x.id);
                    table.ForeignKey(
                        name: "fk_grants_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grants_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "members",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    full_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    roster_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    search_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    birth_year = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    work_status = table.Column<short>(type: "smallint", nullable: false),
                    activity_status = table.Column<short>(type: "smallint", nullable: false),
                    joined_on = table.Column<DateOnly>(type: "date", nullable: true),
                    official_on = table.Column<DateOnly>(type: "date", nullable: true),
                    position = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    card_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    citizen_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone = table.Column<byte[]>(type: "bytea", nullable: true),
                    declaration_state = table.Column<short>(type: "smallint", nullable: false),
                    current_declaration_id = table.Column<Guid>(type: "uuid", nullable: true),
                    declaration_state_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_members_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_notices",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_unit_notices_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "blind_indexes",
                schema: "registry",
                columns: table => new
                {
                    field = table.Column<short>(type: "smallint", nullable: false),
                    key_version = table.Column<int>(type: "integer", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_blind_indexes", x => new { x.owner_id, x.field, x.key_version });
                    table.ForeignKey(
                        name: "fk_blind_indexes_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "declaration_drafts",
                schema: "registry",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declaration_drafts", x => x.member_id);
                    table.ForeignKey(
                        name: "fk_declaration_drafts_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "placements",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_placements", x => x.id);
                    table.ForeignKey(
                        name: "fk_placements_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_placements_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "residence_links",
                schema: "registry",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    residence_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    residence_unit_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_residence_links", x => x.member_id);
                    table.ForeignKey(
                        name: "fk_residence_links_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_residence_links_units_residence_unit_id",
                        column: x => x.residence_unit_id,
                        principalSchema: "registry",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "declarations",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    answer = table.Column<short>(type: "smallint", nullable: false),
                    unchanged = table.Column<bool>(type: "boolean", nullable: false),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_count = table.Column<int>(type: "integer", nullable: false),
                    notice_id = table.Column<Guid>(type: "uuid", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declarations", x => x.id);
                    table.ForeignKey(
                        name: "fk_declarations_declarations_previous_id",
                        column: x => x.previous_id,
                        principalSchema: "registry",
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_declarations_members_member_id",
                        column: x => x.member_id,
                        principalSchema: "registry",
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_declarations_unit_notices_notice_id",
                        column: x => x.notice_id,
                        principalSchema: "registry",
                        principalTable: "unit_notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "declared_accounts",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    platform_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    use = table.Column<short>(type: "smallint", nullable: false),
                    flags = table.Column<int>(type: "integer", nullable: false),
                    details = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declared_accounts", x => x.id);
                    table.ForeignKey(
                        name: "fk_declared_accounts_declarations_declaration_id",
                        column: x => x.declaration_id,
                        principalSchema: "registry",
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "defects",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_path = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<short>(type: "smallint", nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defects", x => x.id);
                    table.ForeignKey(
                        name: "fk_defects_declarations_declaration_id",
                        column: x => x.declaration_id,
                        principalSchema: "registry",
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_defects_declared_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "registry",
                        principalTable: "declared_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_blind_indexes_field_digest",
                schema: "registry",
                table: "blind_indexes",
                columns: new[] { "field", "digest" });

            migrationBuilder.CreateIndex(
                name: "ix_blind_indexes_member_id",
                schema: "registry",
                table: "blind_indexes",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_member_id_number",
                schema: "registry",
                table: "declarations",
                columns: new[] { "member_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_declarations_notice_id",
                schema: "registry",
                table: "declarations",
                column: "notice_id");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_previous_id",
                schema: "registry",
                table: "declarations",
                column: "previous_id");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_queue",
                schema: "registry",
                table: "declarations",
                columns: new[] { "unit_path", "submitted_at" },
                filter: "status = 1");

            migrationBuilder.CreateIndex(
                name: "ux_declarations_pending",
                schema: "registry",
                table: "declarations",
                column: "member_id",
                unique: true,
                filter: "status = 1");

            migrationBuilder.CreateIndex(
                name: "ix_declared_accounts_declaration_id_position",
                schema: "registry",
                table: "declared_accounts",
                columns: new[] { "declaration_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_declared_accounts_member_id",
                schema: "registry",
                table: "declared_accounts",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_defects_account_id",
                schema: "registry",
                table: "defects",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_defects_declaration_id",
                schema: "registry",
                table: "defects",
                column: "declaration_id");

            migrationBuilder.CreateIndex(
                name: "ix_defects_member_id",
                schema: "registry",
                table: "defects",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_grants_unit_id_role",
                schema: "access",
                table: "grants",
                columns: new[] { "unit_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_user_id",
                schema: "access",
                table: "grants",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_code",
                schema: "registry",
                table: "members",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_current_declaration_id",
                schema: "registry",
                table: "members",
                column: "current_declaration_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_roster_key",
                schema: "registry",
                table: "members",
                column: "roster_key");

            migrationBuilder.CreateIndex(
                name: "ix_members_search_key",
                schema: "registry",
                table: "members",
                column: "search_key")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_members_unit_id_roster_key",
                schema: "registry",
                table: "members",
                columns: new[] { "unit_id", "roster_key" });

            migrationBuilder.CreateIndex(
                name: "ix_members_unit_path_activity_status_declaration_state",
                schema: "registry",
                table: "members",
                columns: new[] { "unit_path", "activity_status", "declaration_state" });

            migrationBuilder.CreateIndex(
                name: "ix_placements_member_id_from",
                schema: "registry",
                table: "placements",
                columns: new[] { "member_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_placements_unit_id",
                schema: "registry",
                table: "placements",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ux_placements_open",
                schema: "registry",
                table: "placements",
                column: "member_id",
                unique: true,
                filter: "\"to\" is null");

            migrationBuilder.CreateIndex(
                name: "ix_plans_unit_id",
                schema: "import",
                table: "plans",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_process_events_process_id",
                schema: "audit",
                table: "process_events",
                column: "process_id");

            migrationBuilder.CreateIndex(
                name: "ix_process_subjects_process_id",
                schema: "audit",
                table: "process_subjects",
                column: "process_id");

            migrationBuilder.CreateIndex(
                name: "ix_processes_actor_id_type_at",
                schema: "audit",
                table: "processes",
                columns: new[] { "actor_id", "type", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_processes_at",
                schema: "audit",
                table: "processes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_processes_sequence",
                schema: "audit",
                table: "processes",
                column: "sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_residence_links_residence_unit_id",
                schema: "registry",
                table: "residence_links",
                column: "residence_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_row_changes_process_id",
                schema: "audit",
                table: "row_changes",
                column: "process_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_expires_at",
                schema: "access",
                table: "sessions",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_id",
                schema: "access",
                table: "sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_setup_links_user_id",
                schema: "access",
                table: "setup_links",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_attempts_updated_at",
                schema: "access",
                table: "sign_in_attempts",
                column: "updated_at");

            migrationBuilder.CreateIndex(
                name: "ix_unit_notices_unit_id_number",
                schema: "registry",
                table: "unit_notices",
                columns: new[] { "unit_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_units_code",
                schema: "registry",
                table: "units",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_units_kind_code",
                schema: "registry",
                table: "units",
                column: "kind_code");

            migrationBuilder.CreateIndex(
                name: "ix_units_parent_id",
                schema: "registry",
                table: "units",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_units_path",
                schema: "registry",
                table: "units",
                column: "path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                schema: "access",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                schema: "access",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_passkeys_user_id",
                schema: "access",
                table: "user_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                schema: "access",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_users_member_id",
                schema: "access",
                table: "users",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                schema: "access",
                table: "users",
                column: "normalized_user_name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "blind_indexes",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "declaration_drafts",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "defects",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "grants",
                schema: "access");

            migrationBuilder.DropTable(
                name: "placements",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "plan_rows",
                schema: "import");

            migrationBuilder.DropTable(
                name: "process_events",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "process_subjects",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "request_keys",
                schema: "access");

            migrationBuilder.DropTable(
                name: "residence_links",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "row_changes",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "sessions",
                schema: "access");

            migrationBuilder.DropTable(
                name: "setup_links",
                schema: "access");

            migrationBuilder.DropTable(
                name: "sign_in_attempts",
                schema: "access");

            migrationBuilder.DropTable(
                name: "user_claims",
                schema: "access");

            migrationBuilder.DropTable(
                name: "user_logins",
                schema: "access");

            migrationBuilder.DropTable(
                name: "user_passkeys",
                schema: "access");

            migrationBuilder.DropTable(
                name: "user_tokens",
                schema: "access");

            migrationBuilder.DropTable(
                name: "declared_accounts",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "plans",
                schema: "import");

            migrationBuilder.DropTable(
                name: "processes",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "users",
                schema: "access");

            migrationBuilder.DropTable(
                name: "declarations",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "members",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "unit_notices",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "units",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "unit_kinds",
                schema: "registry");

            migrationBuilder.DropSequence(
                name: "unit_label",
                schema: "registry");
        }
    }
}
