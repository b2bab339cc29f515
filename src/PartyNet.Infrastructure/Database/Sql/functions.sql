-- Functions and triggers that are not derived from the model. Run again after each migration: everything here is "create or replace".

create or replace function registry.is_within_any(path text, roots text[]) returns boolean
language sql immutable strict parallel safe
return path ^@ any (roots);

-- Statement trigger of every audited table: refuses changes outside a process and records what changed within one.
-- Arguments: the column that names a row, then the columns whose values audit must not hold.
create or replace function audit.record_changes() returns trigger
language plpgsql set search_path = pg_catalog
as $$
declare
    process uuid := nullif(current_setting('app.process', true), '')::uuid;
    key text := tg_argv[0];
    redacted text[] := coalesce(tg_argv[1:], '{}');
begin
    if process is null then
        raise exception 'A change to %.% outside a process', tg_table_schema, tg_table_name using errcode = 'PN001';
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
             from new_rows, lateral (
                 select jsonb_object_agg(n.key, case when n.key = any ($3) then ''null''::jsonb else jsonb_build_array(o.value, n.value) end) as difference
                 from old_rows, jsonb_each(to_jsonb(old_rows)) o join jsonb_each(to_jsonb(new_rows)) n using (key)
                 where old_rows.%2$I = new_rows.%2$I and o.value is distinct from n.value and n.key <> ''version'') d
             where d.difference is not null', audit.row_name('new_rows.' || key), key)
        using process, tg_table_name, redacted;
    else
        execute format(
            'insert into audit.row_changes (process_id, table_name, operation, row_ids, difference)
             select $1, $2, ''D'', array[%1$s], (
                 select jsonb_object_agg(o.key, case when o.key = any ($3) then ''null''::jsonb else jsonb_build_array(o.value) end)
                 from jsonb_each(to_jsonb(old_rows)) o)
             from old_rows', audit.row_name(key))
        using process, tg_table_name, redacted;
    end if;
    return null;
end $$;

-- Rows are named by uuid; a reference table keyed by a code is named by a uuid made of the code.
create or replace function audit.row_name(key text) returns text
language sql immutable set search_path = pg_catalog
return case when key like '%code' then format('md5(%s)::uuid', key) else key end;

-- A unit that moves takes its members and the roles given in it along; members take what is theirs.
create or replace function registry.follow_unit() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
    update registry.members m set unit_path = n.path
    from new_rows n join old_rows o on o.id = n.id
    where o.path <> n.path and m.unit_id = n.id;

    update access.grants g set unit_path = n.path
    from new_rows n join old_rows o on o.id = n.id
    where o.path <> n.path and g.unit_id = n.id;
    return null;
end $$;

create or replace function registry.follow_member() returns trigger
language plpgsql set search_path = pg_catalog
as $$
declare
    owned text;
begin
    if not exists (select from new_rows n join old_rows o on o.id = n.id where o.unit_path <> n.unit_path) then
        return null;
    end if;
    foreach owned in array array['placements', 'residence_links', 'declarations', 'declared_accounts', 'defects', 'blind_indexes'] loop
        execute format(
            'update registry.%I t set unit_path = n.unit_path
             from new_rows n join old_rows o on o.id = n.id
             where o.unit_path <> n.unit_path and t.member_id = n.id', owned);
    end loop;
    return null;
end $$;

create or replace trigger follow_unit after update on registry.units
    referencing old table as old_rows new table as new_rows
    for each statement execute function registry.follow_unit();

create or replace trigger follow_member after update on registry.members
    referencing old table as old_rows new table as new_rows
    for each statement execute function registry.follow_member();

-- One round trip for each request: whether the session lives, who it is, what the user may reach now.
-- Runs in the sign-in realm, which row-level security lets see credentials and nothing of the registry but the user's own row.
create or replace function access.open_session(token bytea, moment timestamptz)
returns table (session_id uuid, user_id uuid, member_id uuid, branch_id uuid, help_contact_id uuid, roles smallint[], unit_ids uuid[], unit_paths text[])
language plpgsql set search_path = pg_catalog
as $$
declare
    live record;
begin
    perform set_config('app.realm', 'sign-in', true);
    select s.id, s.user_id, s.last_seen_at, u.member_id into live
    from access.sessions s join access.users u on u.id = s.user_id
    where s.token_hash = token
      and s.expires_at > moment
      and s.last_seen_at + make_interval(mins => s.idle_minutes) > moment
      and u.closed_at is null
      and u.security_stamp = s.security_stamp;
    if not found then
        return;
    end if;

    -- Written at most once a minute, so that reading a page does not cost a write.
    if live.last_seen_at + interval '1 minute' < moment then
        update access.sessions set last_seen_at = moment where token_hash = token;
    end if;

    perform set_config('app.member', coalesce(live.member_id::text, ''), true);
    return query
    select live.id, live.user_id, live.member_id, m.unit_id,
        (select g.member_id from access.grants g
         where g.unit_id = m.unit_id and g.role = 1 and g.member_id <> live.member_id
           and g.valid_from <= moment and (g.valid_to is null or g.valid_to > moment)
         order by g.valid_from limit 1),
        coalesce(mine.roles, '{}'), coalesce(mine.unit_ids, '{}'), coalesce(mine.unit_paths, '{}')
    from (select 1) as one
    left join registry.members m on m.id = live.member_id
    left join lateral (
        select array_agg(g.role) as roles, array_agg(g.unit_id) as unit_ids, array_agg(g.unit_path::text) as unit_paths
        from access.grants g
        where g.user_id = live.user_id and g.valid_from <= moment and (g.valid_to is null or g.valid_to > moment)) mine on true;
    -- The caller's transaction, should there be one, goes on without these rights.
    perform set_config('app.realm', '', true), set_config('app.member', '', true);
end $$;
