-- Kinds of units are data: the administrator says what they are called and what lists call them besides. Whatever SQL the application's role
-- sends, they are set by an administrator who is proven to act (ADR 13).

-- Makes a kind or sets what it is. Answers why not; null where it is done.
create or replace function registry.set_unit_kind(
    kind text, title text, others text, holding boolean, basic boolean, active boolean, is_new boolean) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
begin
    if process.type <> 423 or not exists (
        select from access.grants g
        where g.user_id = process.actor_id and g.role = 4 and access.is_in_force(g.valid_from, g.valid_to, process.at))
    then
        raise exception 'Kinds of units are the administrator''s to set' using errcode = 'PN003';
    end if;
    if is_new then
        insert into registry.unit_kinds (code, name, other_names, holds_members, is_grassroots, is_active, position)
        select kind, title, others, holding, basic, active, coalesce(max(position), 0) + 10 from registry.unit_kinds
        on conflict do nothing;
        return case when not found then 'exists' end;
    end if;
    -- A branch does not become a committee by the name of its kind, nor the other way round.
    if exists (
        select from registry.unit_kinds k
        where k.code = kind and k.holds_members <> holding and exists (select from registry.units u where u.kind_code = kind))
    then
        return 'in-use';
    end if;
    update registry.unit_kinds k
    set name = title, other_names = others, holds_members = holding, is_grassroots = basic, is_active = active
    where k.code = kind;
    return case when not found then 'unknown' end;
end $$;
