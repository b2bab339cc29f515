-- Work that is done again and again (schema jobs): what it forgets, and when it last did.

-- Each job is listed from the first release on that knows it.
insert into jobs.runs (job, removed, removed_in_all)
select unnest(array[
    'sessions', 'attempts', 'places', 'slips', 'links', 'recovery-sheets', 'review-notes', 'form-keys', 'import-rows',
    'import-files', 'proposed-accounts']), 0, 0
on conflict do nothing;

-- What audit records row by row, a job takes away in a process like everybody. Nobody acts in it, and no program's clock or number is
-- there: the number follows the server's time (UUIDv7; uuidv7() comes with PostgreSQL 18), since a member's page of what was done walks
-- by numbers.
create or replace function jobs.begin_process(process_type smallint) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    moment constant timestamptz := clock_timestamp();
    milliseconds constant bytea := substring(int8send(floor(extract(epoch from moment) * 1000)::bigint) from 3);
    process constant uuid := encode(
        set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing milliseconds from 1), 52, 1), 53, 1), 'hex')::uuid;
begin
    insert into audit.processes (id, type, at, request_id) values (process, process_type, moment, 'job');
    perform set_config('app.process', process::text, true);
end $$;

-- Forgets the rows of one kind that were over before a moment, and writes down that it did. As the owner, because nobody else sees the rows
-- of all; what the application could not delete by itself keeps a time of its own by the server's clock, so that this cannot be called to forget what is new.
create or replace function jobs.forget(what text, before timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    gone bigint;
    -- What went before the last statement.
    beside bigint := 0;
begin
    perform set_config('app.realm', 'sign-in', true), set_config('app.scope_from', '!', true), set_config('app.scope_to', '~', true);
    case what
        when 'sessions' then delete from access.sessions where expires_at < before;
        when 'attempts' then delete from access.sign_in_attempts where updated_at < before;
        when 'places' then delete from access.known_places where used_at <= before;
        when 'slips' then delete from access.activation_slips where expires_at <= before;
        when 'links' then delete from access.setup_links where expires_at <= before;
        when 'recovery-sheets' then delete from access.recovery_sheets where shown_until <= before;
        when 'review-notes' then delete from registry.review_drafts where saved_at < least(before, now() - interval '7 days');
        when 'form-keys' then delete from access.request_keys where used_at < least(before, now() - interval '7 days');
        when 'proposed-accounts' then
            before := least(before, now() - interval '7 days');
            perform from registry.proposed_accounts where proposed_at <= before limit 1;
            if found then
                perform jobs.begin_process(424::smallint); -- ProcessType.ProposalsForgotten
                delete from registry.proposed_accounts where proposed_at <= before;
            end if;
        when 'import-rows' then
            -- What was committed can be undone for thirty days (ImportPlan.UndoTime).
            delete from import.plan_rows r using import.plans p
            where p.id = r.plan_id and case when p.committed_at is null then p.planned_at < least(before, now() - interval '7 days')
                else p.committed_at < least(before, now() - interval '30 days') end;
        when 'import-files' then
            before := least(before, now() - interval '7 days');
            delete from import.decisions d using import.loads l where l.id = d.load_id and l.started_at < before;
            get diagnostics beside = row_count;
            delete from import.load_parts f using import.loads l where l.id = f.load_id and l.started_at < before;
    end case;
    get diagnostics gone = row_count;
    gone := gone + beside;
    perform set_config('app.realm', '', true), set_config('app.scope_from', '', true), set_config('app.scope_to', '', true),
        set_config('app.process', '', true);
    update jobs.runs set ran_at = clock_timestamp(), removed = gone, removed_in_all = removed_in_all + gone where job = what;
    return gone;
end $$;

drop function if exists access.sweep_sign_ins(timestamptz, timestamptz, timestamptz);
drop function if exists registry.forget_review_drafts();
