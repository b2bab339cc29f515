-- Who looked at the caller's data, by name: only of processes that concern the caller, only of those who acted in a role, and only where the
-- nearest unit upwards that has decided lets members read it. Row-level security hides the actor's own row from the member.
create or replace function audit.find_viewers(processes uuid[]) returns table (process_id uuid, full_name text)
language plpgsql security definer rows 10 set search_path = pg_catalog, pg_temp
as $$
declare
    me uuid := nullif(current_setting('app.member', true), '')::uuid;
    before text[];
    parts text[];
begin
    if me is null or coalesce(cardinality(processes), 0) not between 1 and 1000 then
        return;
    end if;
    before := access.widen_scope();
    parts := (select string_to_array(rtrim(m.unit_path, '.'), '.') from registry.members m where m.id = me);
    if (select u.names_viewers from registry.units u
        where u.names_viewers is not null
            and u.path = any (array(select array_to_string(parts[1:n], '.') || '.' from generate_series(1, cardinality(parts)) n))
        order by u.path desc limit 1)
    then
        return query
        select p.id, m.full_name::text
        from audit.process_subjects s
        join audit.processes p on p.id = s.process_id
        join access.users u on u.id = p.actor_id
        join registry.members m on m.id = u.member_id
        where s.member_id = me and s.process_id = any (processes) and p.actor_role is not null;
    end if;
    perform access.set_scope(before);
end $$;

-- How many different declarations the caller has opened since then; audit shows its events to nobody but those who may see all of it.
create or replace function audit.count_declarations_read(since timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    me constant uuid := nullif(current_setting('app.user', true), '')::uuid;
    before constant text[] := access.widen_scope();
    opened int;
begin
    select count(distinct e.payload ->> 'declarationId') into opened
    from audit.processes p join audit.process_events e on e.process_id = p.id
    where p.actor_id = me and p.type = 201 and p.at > since and e.type = 'DeclarationViewed';
    perform access.set_scope(before);
    return opened;
end $$;

-- The newest alarms since then about those who act at a unit below one of these, which lie in the caller's scope: where there is nobody above,
-- the others at the unit itself are told. With the name of whoever it is about, if they are a member.
create or replace function audit.find_unusual_readings(units text[], since timestamptz)
returns table (above text, at timestamptz, role smallint, unit_name text, board_name text, full_name text, declarations int)
language plpgsql security definer rows 5 set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    me constant uuid := nullif(current_setting('app.user', true), '')::uuid;
    mine constant text[] := array(
        select a from unnest($1) a
        where registry.in_scope(
            a, nullif(current_setting('app.scope_from', true), ''), nullif(current_setting('app.scope_to', true), ''),
            string_to_array(nullif(current_setting('app.scope_roots', true), ''), ',')));
    before constant text[] := access.widen_scope();
begin
    return query
    select a.path, p.at, p.actor_role, u.name::text, u.board_name::text, m.full_name::text, (e.payload ->> 'declarations')::int
    from unnest(mine) a (path)
    cross join lateral (
        select p.* from audit.processes p join registry.units au on au.id = p.actor_unit_id
        where p.type = 207 and p.at > $2 and p.actor_id <> me
            and au.path ^@ a.path and (au.path <> a.path or au.parent_id is null)
        order by p.at desc limit 5) p
    join registry.units u on u.id = p.actor_unit_id
    join audit.process_events e on e.process_id = p.id and e.type = 'UnusualReading'
    left join access.users w on w.id = p.actor_id
    left join registry.members m on m.id = w.member_id
    order by a.path, p.at desc;
    perform access.set_scope(before);
end $$;

-- Drafts as they are stored, for the command line to see whether they are whole: nobody but their writers reads the rows themselves.
create or replace function registry.sealed_drafts(kind text) returns table (row_id uuid, content bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('app.realm', true) is distinct from 'operator' then
        return;
    end if;
    if kind = 'declaration_drafts' then
        return query select d.member_id, d.content from registry.declaration_drafts d;
    elsif kind = 'review_drafts' then
        return query select d.id, d.content from registry.review_drafts d;
    end if;
end $$;
