-- Undoing an import takes away what it made. The application has no right to delete members, placements and units: it asks these functions of
-- the owner, within a process of undoing (408) and within the caller's scope.

create or replace function import.undoing() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if (audit.process_under_way()).type <> 408 then
        raise exception 'Only the undoing of an import takes anything away' using errcode = 'PN001';
    end if;
end $$;

-- Which of these rows others refer to, and from which tables: by any foreign key there is or will be, but for those of a row's own parts.
create or replace function import.references_to(target regclass, ids uuid[], parts regclass[]) returns table (id uuid, used_in text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    key record;
begin
    for key in
        select c.conrelid::regclass as referring, t.relname, a.attname
        from pg_constraint c join pg_class t on t.oid = c.conrelid
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confrelid = target and c.conrelid <> all (parts)
    loop
        return query execute format('select distinct r.%1$I, %2$L::text from %3$s r where r.%1$I = any ($1)', key.attname, key.relname, key.referring)
        using ids;
    end loop;
end $$;

-- Of these members, who has been used since: declared, asked for something, got a login, a role or a slip.
create or replace function import.members_in_use(members uuid[]) returns table (id uuid, used_in text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    seen uuid[] := array(select m.id from registry.members m where m.id = any (members));
    before text[];
begin
    perform import.undoing();
    before := access.widen_scope();
    return query
    select * from import.references_to(
        'registry.members', seen,
        array['registry.placements', 'registry.residence_links', 'registry.blind_indexes', 'registry.former_numbers']::regclass[])
    union all
    select distinct u.member_id, 'users' from access.users u where u.member_id = any (seen)
    union all
    select distinct g.member_id, 'grants' from access.grants g where g.member_id = any (seen);
    perform access.set_scope(before);
end $$;

create or replace function import.remove_members(members uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    owned text;
begin
    perform import.undoing();
    if exists (select from import.members_in_use(members)) then
        raise exception 'Whoever has been used since stays' using errcode = 'PN001';
    end if;
    foreach owned in array array['blind_indexes', 'former_numbers', 'residence_links', 'placements'] loop
        execute format('delete from registry.%I where member_id = any ($1)', owned) using members;
    end loop;
    delete from registry.members m where m.id = any (members);
end $$;

-- A transfer that is taken back: the stretch that it began goes, and the one that it ended goes on.
create or replace function import.take_transfers_back(begun uuid[], ended uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform import.undoing();
    delete from registry.placements p where p.id = any (begun);
    update registry.placements p set "to" = null where p.id = any (ended);
end $$;

create or replace function import.units_in_use(units uuid[]) returns table (id uuid, used_in text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before text[];
begin
    perform import.undoing();
    before := access.widen_scope();
    return query select * from import.references_to('registry.units', units, '{}');
    perform access.set_scope(before);
end $$;

create or replace function import.remove_units(units uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform import.undoing();
    -- No policy of units binds the owner.
    delete from registry.units u where u.id = any (units) and registry.in_scope(
        u.path, nullif(current_setting('app.scope_from', true), ''), nullif(current_setting('app.scope_to', true), ''),
        string_to_array(nullif(current_setting('app.scope_roots', true), ''), ','));
end $$;
