using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartyNet.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class Jobs : Migration
    {
        // What Quartz 4.7 works with; without the tables of histories, which nothing here keeps, and without indexes, as rows are few.
        private const string Scheduler =
            """
            create table jobs.job_details (
                sched_name text not null,
                job_name text not null,
                job_group text not null,
                description text,
                job_class_name text not null,
                is_durable boolean not null,
                is_nonconcurrent boolean not null,
                is_update_data boolean not null,
                requests_recovery boolean not null,
                job_data bytea,
                primary key (sched_name, job_name, job_group)
            );
            create table jobs.triggers (
                sched_name text not null,
                trigger_name text not null,
                trigger_group text not null,
                job_name text not null,
                job_group text not null,
                description text,
                next_fire_time bigint,
                prev_fire_time bigint,
                priority integer,
                trigger_state text not null,
                trigger_type text not null,
                start_time bigint not null,
                end_time bigint,
                calendar_name text,
                misfire_instr smallint,
                misfire_orig_fire_time bigint,
                execution_group varchar(200),
                preferred_node varchar(200),
                preferred_node_auto boolean not null default false,
                retry_policy varchar(250),
                retry_attempt integer,
                continues_trigger_name text,
                continues_trigger_group text,
                continuation_condition integer,
                overlap_policy integer,
                pause_reason varchar(250),
                paused_by varchar(200),
                paused_at bigint,
                misfire_threshold bigint,
                fixed_delay boolean,
                job_data bytea,
                primary key (sched_name, trigger_name, trigger_group),
                foreign key (sched_name, job_name, job_group) references jobs.job_details (sched_name, job_name, job_group)
            );
            create table jobs.simple_triggers (
                sched_name text not null,
                trigger_name text not null,
                trigger_group text not null,
                repeat_count bigint not null,
                repeat_interval bigint not null,
                times_triggered bigint not null,
                primary key (sched_name, trigger_name, trigger_group),
                foreign key (sched_name, trigger_name, trigger_group) references jobs.triggers (sched_name, trigger_name, trigger_group) on delete cascade
            );
            create table jobs.cron_triggers (
                sched_name text not null,
                trigger_name text not null,
                trigger_group text not null,
                cron_expression text not null,
                time_zone_id text,
                primary key (sched_name, trigger_name, trigger_group),
                foreign key (sched_name, trigger_name, trigger_group) references jobs.triggers (sched_name, trigger_name, trigger_group) on delete cascade
            );
            create table jobs.simprop_triggers (
                sched_name text not null,
                trigger_name text not null,
                trigger_group text not null,
                str_prop_1 text,
                str_prop_2 text,
                str_prop_3 text,
                int_prop_1 integer,
                int_prop_2 integer,
                long_prop_1 bigint,
                long_prop_2 bigint,
                dec_prop_1 numeric,
                dec_prop_2 numeric,
                bool_prop_1 boolean,
                bool_prop_2 boolean,
                time_zone_id text,
                primary key (sched_name, trigger_name, trigger_group),
                foreign key (sched_name, trigger_name, trigger_group) references jobs.triggers (sched_name, trigger_name, trigger_group) on delete cascade
            );
            create table jobs.blob_triggers (
                sched_name text not null,
                trigger_name text not null,
                trigger_group text not null,
                blob_data bytea,
                primary key (sched_name, trigger_name, trigger_group),
                foreign key (sched_name, trigger_name, trigger_group) references jobs.triggers (sched_name, trigger_name, trigger_group) on delete cascade
            );
            create table jobs.calendars (
                sched_name text not null,
                calendar_name text not null,
                calendar bytea not null,
                primary key (sched_name, calendar_name)
            );
            create table jobs.paused_trigger_grps (
                sched_name text not null,
                trigger_group text not null,
                pause_reason varchar(250),
                paused_by varchar(200),
                paused_at bigint,
                primary key (sched_name, trigger_group)
            );
            create table jobs.paused_job_grps (
                sched_name text not null,
                job_group text not null,
                pause_reason varchar(250),
                paused_by varchar(200),
                paused_at bigint,
                primary key (sched_name, job_group)
            );
            create table jobs.fired_triggers (
                sched_name text not null,
                entry_id text not null,
                trigger_name text not null,
                trigger_group text not null,
                instance_name text not null,
                fired_time bigint not null,
                sched_time bigint not null,
                priority integer not null,
                state text not null,
                job_name text,
                job_group text,
                is_nonconcurrent boolean not null,
                requests_recovery boolean,
                execution_group varchar(200),
                progress integer,
                progress_message varchar(250),
                interrupt_requested_time bigint,
                primary key (sched_name, entry_id)
            );
            create table jobs.scheduler_state (
                sched_name text not null,
                instance_name text not null,
                last_checkin_time bigint not null,
                checkin_interval bigint not null,
                quartz_version varchar(20),
                primary key (sched_name, instance_name)
            );
            create table jobs.locks (
                sched_name text not null,
                lock_name text not null,
                primary key (sched_name, lock_name)
            );
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "jobs");

            migrationBuilder.CreateTable(
                name: "runs",
                schema: "jobs",
                columns: table => new
                {
                    job = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    listed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    ran_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed = table.Column<long>(type: "bigint", nullable: false),
                    removed_in_all = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.job);
                });

            migrationBuilder.Sql(Scheduler);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop schema jobs cascade");
        }
    }
}
