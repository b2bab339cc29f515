-- Who gives which role to whom: the wall behind the use cases. Whatever SQL the application's role sends, with whatever settings, a role is
-- given and ended by somebody who is proven to act (ADR 13) and who holds all its rights there. Error: PN003 not theirs to give.

-- Whether whoever holds a role at a path may give another at a path, as RoleGiving.MayGive says it in the application.
create or replace function access.may_give(held smallint, held_at text, given smallint, given_at text) returns boolean
language sql immutable parallel safe
return coalesce(
    given_at ^@ held_at
    and case given when 1 then held in (1, 2, 3) when 5 then held in (1, 2, 3) when 2 then held in (2, 3) when 3 then held = 3 end
    and (held_at <> given_at or held <> given or given = 3), false);

-- Whether this actor may give or end this role. The administrator makes administrators and brings in the first board of a root; whatever
-- was given they may end.
create or replace function access.may_decide(actor uuid, given access.grants, is_new boolean, moment timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from access.grants g
        where g.user_id = actor and access.is_in_force(g.valid_from, g.valid_to, moment) and g.id <> given.id
            and case when g.role <> 4 then access.may_give(g.role, g.unit_path, given.role, given.unit_path)
                when not is_new or given.role = 4 then true
                else given.role = 3
                    and exists (select from registry.units u where u.id = given.unit_id and u.parent_id is null)
                    and not exists (
                        select from access.grants b
                        where b.unit_id = given.unit_id and b.role = 3 and b.id <> given.id
                            and access.is_in_force(b.valid_from, b.valid_to, moment))
                end);
$$;

-- Statement trigger of grants. A role is given whole and never altered: it ends, sooner than it would have, or moves with its unit. Sessions
-- of its holder end with the change. The command line gives what its list says: its pass comes from the owner.
create or replace function access.guard_grants() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    actor constant uuid := process.actor_id;
    role_changed constant smallint := 5; -- SessionEnd.RoleChanged
    before text[];
begin
    if actor is null then
        return null;
    end if;
    before := access.widen_scope();
    if tg_op = 'INSERT' then
        if exists (
            select from new_rows n join access.grants g using (id)
            left join access.users u on u.id = n.user_id left join registry.units r on r.id = n.unit_id
            where n.user_id = actor or n.member_id = (select a.member_id from access.users a where a.id = actor)
                or n.member_id is distinct from u.member_id or n.unit_path is distinct from r.path
                or n.given_in is distinct from process.id or (n.role = 5 and n.valid_to is null)
                or not access.may_decide(actor, g, true, process.at))
        then
            raise exception 'A role that the actor may not give' using errcode = 'PN003';
        end if;
        update access.users u set security_stamp = gen_random_uuid()::text, sessions_ended_by = role_changed
        where u.id in (select n.user_id from new_rows n);
    else
        if exists (
            select from new_rows n join old_rows o using (id) join access.grants g using (id)
            left join registry.units r on r.id = n.unit_id
            where (n.user_id, n.member_id, n.role, n.unit_id, n.valid_from, n.given_in)
                    is distinct from (o.user_id, o.member_id, o.role, o.unit_id, o.valid_from, o.given_in)
                or (n.unit_path is distinct from o.unit_path and n.unit_path is distinct from r.path)
                or (n.valid_to is distinct from o.valid_to and (n.valid_to is null or n.valid_to >= o.valid_to
                    -- An administrator may go; nobody else ends their own role.
                    or (case when n.user_id = actor then n.role <> 4 else not access.may_decide(actor, g, false, process.at) end))))
        then
            raise exception 'A role that the actor may not end' using errcode = 'PN003';
        end if;
        update access.users u set security_stamp = gen_random_uuid()::text, sessions_ended_by = role_changed
        where u.closed_at is null
            and u.id in (select n.user_id from new_rows n join old_rows o using (id) where n.valid_to is distinct from o.valid_to);
    end if;
    perform access.set_scope(before);
    return null;
end $$;

create or replace trigger guard_grants_insert after insert on access.grants
    referencing new table as new_rows for each statement execute function access.guard_grants();
create or replace trigger guard_grants_update after update on access.grants
    referencing old table as old_rows new table as new_rows for each statement execute function access.guard_grants();
