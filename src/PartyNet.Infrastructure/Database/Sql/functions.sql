-- Functions and triggers that are not derived from the model. Run again after each migration: everything here is "create or replace".

-- For functions of the owner that keep what follows from rows the caller may not see: everything is in scope until the scope that this
-- answers is put back. Nobody but the owner may call these two (WallScript).
create or replace function access.widen_scope() returns text[]
language plpgsql set search_path = pg_catalog
as $$
declare
    before text[] := array[current_setting('app.realm', true), current_setting('app.scope_from', true),
        current_setting('app.scope_to', true), current_setting('app.scope_roots', true)];
begin
    perform access.set_scope('{operator,!,~,""}');
    return before;
end $$;

create or replace function access.set_scope(scope text[]) returns void
language sql set search_path = pg_catalog
as $$
    select set_config('app.realm', coalesce(scope[1], ''), true), set_config('app.scope_from', coalesce(scope[2], ''), true),
        set_config('app.scope_to', coalesce(scope[3], ''), true), set_config('app.scope_roots', coalesce(scope[4], ''), true);
$$;

-- Whether a path lies within a scope: the query filter of every scoped table. The planner writes it out in place, and in this form finds
-- nothing in it to pick an index by, and takes for granted that nearly every row passes, which is true: lists find their rows by the
-- ancestor columns, and this only checks them.
create or replace function registry.in_scope(path text, path_from text, path_to text, roots text[]) returns boolean
language sql immutable parallel safe
return (case when path >= path_from and path < path_to and (roots is null or path ^@ any (roots)) then true end) is not null;

-- A unit that moves takes its members, the roles given in it and the plans of its lists along; members take what is theirs.
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

    if exists (select from new_rows n join old_rows o on o.id = n.id where o.path <> n.path) then
        update import.plans p set unit_path = n.path
        from new_rows n join old_rows o on o.id = n.id
        where o.path <> n.path and p.unit_id = n.id;

        update import.plan_rows r set unit_path = n.path
        from new_rows n join old_rows o on o.id = n.id
        where o.path <> n.path and r.unit_path = o.path;
    end if;
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
    foreach owned in array array['placements', 'residence_links', 'former_numbers', 'declarations', 'declared_accounts', 'proposed_accounts',
        'defects', 'fact_corrections', 'blind_indexes'] loop
        execute format(
            'update registry.%I t set unit_path = n.unit_path
             from new_rows n join old_rows o on o.id = n.id
             where o.unit_path <> n.unit_path and t.member_id = n.id', owned);
    end loop;
    update access.activation_slips s set unit_path = n.unit_path
    from new_rows n join old_rows o on o.id = n.id
    where o.unit_path <> n.unit_path and s.member_id = n.id;
    return null;
end $$;

create or replace trigger follow_unit after update on registry.units
    referencing old table as old_rows new table as new_rows
    for each statement execute function registry.follow_unit();

create or replace trigger follow_member after update on registry.members
    referencing old table as old_rows new table as new_rows
    for each statement execute function registry.follow_member();

-- When a role counts: from its first moment on, up to its end and not at it. As Grants.InForce says it in queries.
create or replace function access.is_in_force(valid_from timestamptz, valid_to timestamptz, moment timestamptz) returns boolean
language sql immutable parallel safe
return valid_from <= moment and (valid_to is null or valid_to > moment);

drop function if exists access.count_attempt(bytea, bytea, timestamptz);
drop function if exists access.forgive_attempts(bytea);

-- The administrator binds a login to a member by the member's code, without seeing who it is.
create or replace function registry.member_with_code(member_code text) returns uuid
language plpgsql set search_path = pg_catalog
as $$
declare
    found_id uuid;
begin
    perform set_config('app.scope_from', '!', true), set_config('app.scope_to', '~', true);
    select m.id into found_id from registry.members m where m.code = member_code;
    perform set_config('app.scope_from', '', true), set_config('app.scope_to', '', true);
    return found_id;
end $$;
