-- Logins of members. Credentials are closed to whoever prints slips, and members to the sign-in machinery; these functions of the owner
-- answer in between, and tell no more than a list of slips, or a sign-in, needs. And the tries with a slip, which the application counts itself.

-- Of the members of a unit who are on the roll, in roster order, or of those among them with these codes: who has which login, whether there
-- is a password behind it, and where the member holds a role now or from a later day on, whether the caller reaches that unit or not: for
-- whoever holds one somebody above prints. The administrator's role has no unit, and an empty path. The unit is named by its label and level.
create or replace function access.logins_within(
    unit_label text, unit_level int, everybody boolean, codes text[], most int, moment timestamptz)
returns table (member_id uuid, login text, has_password boolean, is_closed boolean, role_paths text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    seen uuid[];
    before text[];
begin
    execute format(
        'select array(
            select m.id from registry.members m
            where m.level_%s = $1 and m.activity_status in (1, 2) and ($2 or m.code = any ($3))
            order by m.roster_key limit $4)', unit_level)
    into seen using unit_label, everybody, codes, most;
    before := access.widen_scope();
    return query
    select distinct on (u.member_id) u.member_id, u.user_name::text, u.password_hash is not null, u.closed_at is not null, array(
        select coalesce(g.unit_path, '')::text from access.grants g
        where g.user_id = u.id and (g.valid_to is null or g.valid_to > moment))
    from access.users u
    where u.member_id = any (seen)
    order by u.member_id, u.closed_at is not null, u.created_at;
    perform access.set_scope(before);
end $$;

-- Whether a member in scope can sign in without a slip: what is done next about one who has not declared hangs on it.
create or replace function access.has_way_in(member uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before text[];
    found boolean;
begin
    if not exists (select from registry.members m where m.id = member) then
        return false;
    end if;
    before := access.widen_scope();
    found := exists (
        select from access.users u
        where u.member_id = member and u.closed_at is null
            and (u.password_hash is not null or exists (select from access.passkeys p where p.user_id = u.id)));
    perform access.set_scope(before);
    return found;
end $$;

-- The login comes into being with the slip, or with a role: called by the member's code, without a password. Whose login was closed gets none.
create or replace function access.open_logins(members uuid[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    seen uuid[] := array(select m.id from registry.members m where m.id = any (members));
    before text[] := access.widen_scope();
begin
    if process.type not in (520, 505, 407) then
        raise exception 'Logins come into being where slips are printed and roles are given' using errcode = 'PN001';
    end if;
    insert into access.users (
        id, member_id, created_at, user_name, normalized_user_name, security_stamp, concurrency_stamp, email_confirmed,
        phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
    select gen_random_uuid(), m.id, moment, lower(m.code), upper(m.code), gen_random_uuid()::text, gen_random_uuid()::text, false,
        false, false, false, 0
    from registry.members m
    where m.id = any (seen) and not exists (select from access.users u where u.member_id = m.id)
    order by m.id
    on conflict do nothing;
    perform access.set_scope(before);
end $$;

-- The users who these members are, of those in scope, to give them roles; whose login was closed is none.
create or replace function access.users_of(members uuid[]) returns table (member_id uuid, user_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    seen uuid[] := array(select m.id from registry.members m where m.id = any (members));
    before text[] := access.widen_scope();
begin
    return query
    select distinct on (u.member_id) u.member_id, u.id from access.users u
    where u.member_id = any (seen) and u.closed_at is null order by u.member_id, u.created_at;
    perform access.set_scope(before);
end $$;

-- The user whom this name means at sign-in: the login itself, or a member's code, or a member's phone where no other member has the same.
create or replace function access.find_login(login text, code text, phones bytea[]) returns table (user_id uuid)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    before text[];
    members uuid[];
    found uuid;
begin
    if current_setting('app.realm', true) is distinct from 'sign-in' then
        return;
    end if;
    before := access.widen_scope();
    select u.id into found from access.users u where u.normalized_user_name = login;
    if found is null then
        members := array(select m.id from registry.members m where m.code = find_login.code);
        if members = '{}' then
            members := array(
                select distinct b.member_id from registry.blind_indexes b where b.field = 3 and b.digest = any (phones) limit 2);
        end if;
        if cardinality(members) = 1 then
            select u.id into found from access.users u
            where u.member_id = members[1] and u.closed_at is null order by u.created_at limit 1;
        end if;
    end if;
    perform access.set_scope(before);
    return query select found where found is not null;
end $$;

-- Counts a try with a slip before it is looked at. Answers its number; null where there were as many as allowed, or there is no such slip.
create or replace function access.count_slip_try(slip uuid, most int) returns int
language plpgsql set search_path = pg_catalog
as $$
declare
    tried int;
begin
    perform set_config('app.realm', 'sign-in', true);
    update access.activation_slips s set wrong_tries = s.wrong_tries + 1
    where s.id = slip and s.wrong_tries < most returning s.wrong_tries into tried;
    return tried;
end $$;

-- The try was right. A slip that was frozen meanwhile stays frozen.
create or replace function access.take_back_slip_try(slip uuid) returns void
language plpgsql set search_path = pg_catalog
as $$
begin
    perform set_config('app.realm', 'sign-in', true);
    update access.activation_slips s set wrong_tries = s.wrong_tries - 1 where s.id = slip and s.frozen_at is null;
end $$;
