-- Second factors that were lost are taken away by two people, whatever SQL the application's role sends: one asks, and another, whose roles are
-- above all that the person holds, approves. Each of the three is somebody else. The application reads the requests and writes none.

-- Whether the roles of an actor in which roles are given (secretary, committee, board) cover each role that a holder has, now or from a later day
-- on: at the same unit or above it or, where asked, above it alone. Whoever holds none, or the administrator's, is covered by nobody.
create or replace function access.covers(actor uuid, holder uuid, from_above boolean, moment timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select actor <> holder
        and exists (select from access.grants h where h.user_id = holder and (h.valid_to is null or h.valid_to > moment))
        and not exists (
            select from access.grants h
            where h.user_id = holder and (h.valid_to is null or h.valid_to > moment) and not exists (
                select from access.grants a join access.users u on u.id = a.user_id and u.closed_at is null
                where a.user_id = actor and a.role in (1, 2, 3) and access.is_in_force(a.valid_from, a.valid_to, moment)
                    and h.unit_path ^@ a.unit_path and (h.unit_path <> a.unit_path or not from_above)));
$$;

-- For how long a request waits for the second person.
create or replace function access.factor_reset_lifetime() returns interval language sql immutable return interval '7 days';

-- Asks that the second factor of whoever holds this role be taken away. Answers why not; null where it is asked for.
create or replace function access.ask_factor_reset(reset uuid, role_held uuid) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    before constant text[] := access.widen_scope();
    held access.grants;
    refusal text;
begin
    if process.type <> 535 then
        raise exception 'A reset is asked for in a process of its own' using errcode = 'PN001';
    end if;
    select g.* into held from access.grants g where g.id = role_held;
    update access.factor_resets r set withdrawn_at = r.asked_at + access.factor_reset_lifetime()
    where r.user_id = held.user_id and r.approved_at is null and r.withdrawn_at is null
        and r.asked_at + access.factor_reset_lifetime() <= process.at;
    refusal := case
        when access.covers(process.actor_id, held.user_id, false, process.at) is not true then 'not-theirs'
        when exists (
            select from access.grants g join registry.units u on u.id = g.unit_id
            where g.user_id = held.user_id and (g.valid_to is null or g.valid_to > process.at) and u.parent_id is null)
            then 'nobody-above'
        when not access.has_factor(held.user_id) then 'no-factor'
        when exists (
            select from access.factor_resets r where r.user_id = held.user_id and r.approved_at is null and r.withdrawn_at is null)
            then 'asked-before'
    end;
    if refusal is null then
        insert into access.factor_resets (id, user_id, member_id, unit_id, asked_by, asked_by_member, asked_in, asked_at)
        select reset, held.user_id, held.member_id, held.unit_id, a.id, a.member_id, process.id, process.at
        from access.users a where a.id = process.actor_id;
    end if;
    perform access.set_scope(before);
    return refusal;
end $$;

-- Approves it: app, recovery codes and passkeys are gone, and so are the sessions. Answers why not; null where it is done.
create or replace function access.approve_factor_reset(reset uuid) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    factor_reset constant smallint := 10; -- SessionEnd.FactorReset
    before constant text[] := access.widen_scope();
    asked access.factor_resets;
    refusal text;
begin
    if process.type <> 536 then
        raise exception 'A reset is approved in a process of its own' using errcode = 'PN001';
    end if;
    select r.* into asked from access.factor_resets r where r.id = reset for update;
    refusal := case
        when asked.id is null or asked.approved_at is not null or asked.withdrawn_at is not null
            or asked.asked_at + access.factor_reset_lifetime() <= process.at then 'over'
        when asked.asked_by = process.actor_id then 'asked-themselves'
        when access.covers(process.actor_id, asked.user_id, true, process.at) is not true then 'not-theirs'
        when access.covers(asked.asked_by, asked.user_id, false, process.at) is not true then 'over'
    end;
    if refusal is null then
        perform access.drop_factors(asked.user_id);
        update access.users u set security_stamp = gen_random_uuid()::text, sessions_ended_by = factor_reset where u.id = asked.user_id;
        update access.factor_resets r set approved_in = process.id, approved_at = process.at,
            approved_by_member = (select a.member_id from access.users a where a.id = process.actor_id)
        where r.id = reset;
    end if;
    perform access.set_scope(before);
    return refusal;
end $$;

-- Withdraws it: whoever asked, whoever might have asked, and the person themselves. Answers whether there was something to withdraw.
create or replace function access.withdraw_factor_reset(reset uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    before constant text[] := access.widen_scope();
    is_done boolean;
begin
    if process.type <> 537 then
        raise exception 'A reset is withdrawn in a process of its own' using errcode = 'PN001';
    end if;
    update access.factor_resets r set withdrawn_at = process.at
    where r.id = reset and r.approved_at is null and r.withdrawn_at is null
        and r.asked_at + access.factor_reset_lifetime() > process.at
        and (process.actor_id in (r.asked_by, r.user_id) or access.covers(process.actor_id, r.user_id, false, process.at));
    is_done := found;
    perform access.set_scope(before);
    return is_done;
end $$;

create or replace function access.has_factor(holder uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (select from access.authenticators a where a.user_id = holder)
        or exists (select from access.passkeys p where p.user_id = holder);
end $$;

create or replace function access.drop_factors(holder uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    delete from access.authenticators a where a.user_id = holder;
    delete from access.recovery_codes c where c.user_id = holder;
    delete from access.recovery_sheets s where s.user_id = holder;
    delete from access.passkeys p where p.user_id = holder;
end $$;
