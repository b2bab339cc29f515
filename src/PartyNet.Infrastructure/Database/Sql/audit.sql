-- Writing of audit. The application has no right to write these tables. It says what it does; who does it, in which role, when by the
-- server's clock and in which order, these functions of the owner find out. What proves the actor is a secret: the reference of a session,
-- which lies in the browser's cookie and of which the database keeps the hash, or the pass of the command line (ADR 13).
-- Errors: PN001 outside a process of this transaction; PN002 who acts is not proven.

-- The process of this transaction. One that is committed, or of another transaction, is none: nothing can be slipped under it.
create or replace function audit.process_under_way() returns audit.processes
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    process audit.processes;
begin
    select p.* into process from audit.processes p
    where p.id = nullif(current_setting('app.process', true), '')::uuid and p.transaction_id = pg_current_xact_id_if_assigned();
    if not found then
        raise exception 'Outside a process of this transaction' using errcode = 'PN001';
    end if;
    return process;
end $$;

-- What somebody does of whom nothing is known yet: signs in, in vain or not, gets in by a slip or freezes one.
create or replace function audit.is_open_to_all(process_type smallint) returns boolean
language sql immutable parallel safe
return process_type in (501, 502, 521, 522);

-- The same, and what a one-time link alone proves: the user whose password it sets is not signed in.
create or replace function audit.is_without_session(process_type smallint) returns boolean
language sql immutable parallel safe
return process_type = 504 or audit.is_open_to_all(process_type);

drop function if exists audit.look(
    uuid, smallint, timestamptz, text, boolean, text, uuid, text, text, uuid, int, timestamptz, text[], text[], uuid[], uuid[]);
drop function if exists audit.begin_process(
    uuid, smallint, timestamptz, text, boolean, text, uuid, text, text, uuid, int, timestamptz);

-- Begins a process. Where the actor has done the same as often as allowed ("most" times since "since"; there may be several such limits), it
-- answers the number of that limit and when they did it so many times ago; then nothing is written. Acts of one actor that are limited wait
-- for each other.
-- "said_at" is the application's clock. "new_unit_path" is of a unit that the operator is about to make. "follows" is the export that a
-- delivery belongs to: a download outlasts a session, so whoever began it within the hour is proven by the same secret. Whoever sets a password
-- is proven by the code of the one-time link, which is nobody else's. Work on a list in the background follows the process of asking for it,
-- and is proven by the ticket of that order (loads.sql).
create or replace function audit.begin_process(
    process_id uuid, process_type smallint, said_at timestamptz, secret text, for_self boolean, purpose text,
    about_unit uuid, new_unit_path text, request text, follows uuid, most int[], since timestamptz[],
    out limit_reached int, out reached_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before constant text[] := access.widen_scope();
    hash constant bytea := sha256(convert_to(secret, 'UTF8'));
    actor uuid;
    is_proven boolean;
    unit_at text;
    acted_in access.grants;
begin
    select p.user_id into actor from access.proven(hash, said_at) p;
    is_proven := found;
    if not is_proven and process_type = 303 then
        select e.actor_id into actor from audit.processes e
        where e.id = follows and e.type = 301 and e.secret_hash = hash and e.recorded_at > clock_timestamp() - interval '1 hour';
        is_proven := found;
    elsif not is_proven and process_type = 504 then
        select u.id into actor from access.setup_links l join access.users u on u.id = l.user_id
        where l.code_hash = hash and l.expires_at > said_at and u.closed_at is null;
        is_proven := found;
    elsif not is_proven and process_type in (401, 402, 403, 404, 406, 407, 408, 420, 421) then
        select u.id into actor from import.orders o join access.users u on u.id = o.user_id
        where o.asked_in = follows and o.ticket_hash = hash and u.closed_at is null;
        is_proven := found;
    end if;
    if not is_proven and not (secret is null and audit.is_open_to_all(process_type)) then
        raise exception 'Who acts is not proven' using errcode = 'PN002';
    end if;

    select u.path into unit_at from registry.units u where u.id = about_unit;
    if actor is not null and not for_self then
        -- The role that reaches the unit is the one acted in; what is about no unit is done as administrator.
        select g.* into acted_in from access.grants g
        where g.user_id = actor and access.is_in_force(g.valid_from, g.valid_to, said_at)
            and case when about_unit is null then g.unit_path is null else unit_at ^@ g.unit_path end
        order by g.valid_from limit 1;
    end if;
    if most is not null then
        perform pg_advisory_xact_lock(hashtextextended(format('%s|%s', process_type, actor), 0));
        select l.number, p.at into limit_reached, reached_at
        from unnest(most, since) with ordinality l (most, since, number)
        cross join lateral (
            select d.at from audit.processes d
            where d.type = process_type and d.actor_id = actor and d.at > l.since order by d.at desc offset l.most - 1 limit 1) p
        order by l.number desc limit 1;
    end if;

    if limit_reached is null then
        insert into audit.processes (
            id, type, at, actor_id, actor_role, actor_unit_id, reason, unit_id, unit_path, request_id, secret_hash)
        values (
            process_id, process_type, said_at, actor, acted_in.role, acted_in.unit_id, purpose, about_unit,
            coalesce(unit_at, case when is_proven and actor is null then new_unit_path end), request, hash);
    end if;
    perform access.set_scope(before);
end $$;

-- What happened in the process under way, and the members concerned, each with the declaration that it is about.
create or replace function audit.record(types text[], payloads text[], members uuid[], declarations uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
begin
    insert into audit.process_events (process_id, type, payload)
    select process.id, e.type, e.payload::jsonb from unnest(types, payloads) e (type, payload);
    if cardinality(members) > 0 then
        perform audit.look_at_slips(process.type, members);
        insert into audit.process_subjects (process_id, member_id, declaration_id)
        select process.id, s.* from unnest(members, declarations) s on conflict do nothing;
    end if;
end $$;

-- Nobody who is not signed in tells a member anything, but that a slip of theirs was used or frozen which was.
create or replace function audit.look_at_slips(process_type smallint, members uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if audit.is_without_session(process_type) and exists (
        select from unnest(members) m where not exists (
            select from access.activation_slips s
            where s.member_id = m and case process_type when 521 then s.used_at is not null when 522 then s.frozen_at is not null end))
    then
        raise exception 'Nobody signed in names a member whose slip is not used or frozen' using errcode = 'PN002';
    end if;
end $$;

-- Many members at once, each named once in the process. Answers how many they are.
create or replace function audit.concern(members uuid[]) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    named int;
begin
    perform audit.look_at_slips(process.type, members);
    insert into audit.process_subjects (process_id, member_id) select process.id, m from unnest(members) m;
    get diagnostics named = row_count;
    return named;
end $$;

-- A process that is written down whole. Answers as begin_process does.
create or replace function audit.look(
    process_id uuid, process_type smallint, said_at timestamptz, secret text, for_self boolean, purpose text,
    about_unit uuid, new_unit_path text, request text, follows uuid, most int[], since timestamptz[],
    types text[], payloads text[], members uuid[], declarations uuid[], out limit_reached int, out reached_at timestamptz)
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    select b.limit_reached, b.reached_at into limit_reached, reached_at
    from audit.begin_process(
        process_id, process_type, said_at, secret, for_self, purpose, about_unit, new_unit_path, request, follows, most, since) b;
    if limit_reached is null then
        perform audit.record(types, payloads, members, declarations);
    end if;
end $$;

-- Statement trigger of every audited table: refuses changes outside a process and records what changed within one.
-- Arguments: the column that names a row, then the columns whose values audit must not hold.
create or replace function audit.record_changes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    under_way constant audit.processes := audit.process_under_way();
    process constant uuid := under_way.id;
    key text := tg_argv[0];
    redacted text[] := coalesce(tg_argv[1:], '{}');
    -- What follows from other columns says nothing more than they do.
    derived text[] := array(select attname::text from pg_attribute where attrelid = tg_relid and attgenerated <> '');
begin
    -- Whoever is not signed in may set a password, and have one that was set long ago hashed anew.
    if audit.is_without_session(under_way.type) and tg_relid <> 'access.users'::regclass then
        raise exception 'Nobody signed in changes %.%', tg_table_schema, tg_table_name using errcode = 'PN002';
    end if;
    -- Time (jobs.sql) takes away what it forgets, and nobody does anything else in its name.
    if under_way.type = 424 and (tg_op <> 'DELETE' or tg_relid <> 'registry.proposed_accounts'::regclass) then
        raise exception 'Nobody changes %.%', tg_table_schema, tg_table_name using errcode = 'PN002';
    end if;

    if tg_op = 'INSERT' then
        execute format(
            'insert into audit.row_changes (process_id, table_name, operation, row_ids)
             select $1, $2, ''I'', array_agg(%1$s) from new_rows having count(*) > 0', audit.row_name(key))
        using process, tg_table_name;
    elsif tg_op = 'UPDATE' then
        execute format(
            'insert into audit.row_changes (process_id, table_name, operation, row_ids, difference)
             select $1, $2, ''U'', array[%1$s], d.difference
             from new_rows join old_rows on old_rows.%2$I = new_rows.%2$I, lateral (
                 select jsonb_object_agg(n.key, case when n.key = any ($3) then ''null''::jsonb else jsonb_build_array(o.value, n.value) end) as difference
                 from jsonb_each(to_jsonb(old_rows)) o join jsonb_each(to_jsonb(new_rows)) n using (key)
                 where o.value is distinct from n.value and n.key <> ''version'' and n.key <> all ($4)) d
             where d.difference is not null', audit.row_name('new_rows.' || key), key)
        using process, tg_table_name, redacted, derived;
    else
        execute format(
            'insert into audit.row_changes (process_id, table_name, operation, row_ids, difference)
             select $1, $2, ''D'', array[%1$s], (
                 select jsonb_object_agg(o.key, case when o.key = any ($3) then ''null''::jsonb else jsonb_build_array(o.value) end)
                 from jsonb_each(to_jsonb(old_rows)) o where o.key <> all ($4))
             from old_rows', audit.row_name(key))
        using process, tg_table_name, redacted, derived;
    end if;
    return null;
end $$;

-- Rows are named by uuid; a reference table keyed by a code is named by a uuid made of the code.
create or replace function audit.row_name(key text) returns text
language sql immutable set search_path = pg_catalog
return case when key like '%code' then format('md5(%s)::uuid', key) else key end;
