-- The throttle of signing in. It counts in the database, so that all replicas count together; keys are hashes. See ADR 14.

drop function if exists access.admit_attempt(bytea, bytea, bytea, bytea, timestamptz);
drop function if exists access.is_known_place(bytea, timestamptz);
drop function if exists access.sweep_sign_ins(timestamptz, timestamptz);

-- Whether an attempt may look at the password. What may is charged beforehand, so that sixty guesses at once are not sixty checks; a right
-- password takes the charge back (welcome_user). A refusal costs nothing: whoever floods the door keeps nobody else waiting for longer.
--   A device that this login was used on has a count of its own, and no other matters to it.
--   Everybody else has a count by login and network together, and one by network alone: a check a second, twenty saved up. Where the network
--   has none left, a login that was used in it may still look, but a wrong password is then answered with the wait of the network, as any
--   other attempt there is: the throttle tells nobody which logins there are.
-- "known_since" says how long a place is known that nobody signs in from.
-- may_check: look at the password. wait: for how many seconds a refused attempt, or a wrong password, has to wait; null where it has not.
create or replace function access.admit_attempt(
    device_key bytea, account_key bytea, network_key bytea, place_key bytea, moment timestamptz, known_since timestamptz,
    out may_check boolean, out wait double precision, out on_device boolean)
language plpgsql set search_path = pg_catalog
as $$
declare
    left_over double precision;
    count_wait double precision;
begin
    perform set_config('app.realm', 'sign-in', true);
    on_device := access.is_known_place(device_key, known_since);
    if on_device then
        wait := access.charge_attempt(device_key, moment);
        may_check := wait is null;
        return;
    end if;

    insert into access.sign_in_attempts (key, failures, allowance, updated_at, blocked_until) values (network_key, 0, 20, moment, moment)
    on conflict (key) do nothing;
    select least(20, a.allowance + greatest(0, extract(epoch from moment - a.updated_at))) into left_over
    from access.sign_in_attempts a where a.key = network_key for update;
    wait := case when left_over < 1 then 1 - left_over end;
    may_check := wait is null or access.is_known_place(place_key, known_since);
    if not may_check then
        return;
    end if;

    count_wait := access.charge_attempt(account_key, moment);
    if count_wait is not null then
        may_check := false;
        wait := coalesce(wait, count_wait);
    elsif wait is null then
        update access.sign_in_attempts a set allowance = left_over - 1, updated_at = moment where a.key = network_key;
    end if;
end $$;

-- Charges one count: five wrong passwords, then a wait that doubles with each further one. Answers the wait that still lasts and charges
-- nothing then; null where the attempt may go on.
create or replace function access.charge_attempt(count_key bytea, moment timestamptz) returns double precision
language plpgsql set search_path = pg_catalog
as $$
declare
    tried access.sign_in_attempts;
begin
    insert into access.sign_in_attempts (key, failures, allowance, updated_at, blocked_until) values (count_key, 0, 0, moment, moment)
    on conflict (key) do nothing;
    select * into tried from access.sign_in_attempts a where a.key = count_key for update;
    if tried.blocked_until > moment then
        return extract(epoch from tried.blocked_until - moment);
    end if;
    if tried.updated_at < moment - interval '5 minutes' then
        tried.failures := 0;
    end if;
    tried.failures := tried.failures + 1;
    update access.sign_in_attempts a set
        failures = tried.failures,
        updated_at = moment,
        blocked_until = case when tried.failures < 5 then moment
            else moment + least(interval '15 minutes', interval '30 seconds' * power(2, tried.failures - 5)) end
    where a.key = count_key;
    return null;
end $$;

-- The password was not looked at after all: one charge is taken back. No network where none was charged.
create or replace function access.take_back_attempt(count_key bytea, network_key bytea, moment timestamptz) returns void
language plpgsql set search_path = pg_catalog
as $$
begin
    perform set_config('app.realm', 'sign-in', true);
    update access.sign_in_attempts set allowance = least(20, allowance + 1) where key = network_key;
    update access.sign_in_attempts set failures = greatest(0, failures - 1), blocked_until = moment where key = count_key;
end $$;

-- The password was right: the count is forgotten, what the network was charged is given back, and the device and the network are known from
-- now on. A user is known in twenty places; the one used longest ago goes first.
create or replace function access.welcome_user(
    known_user uuid, count_key bytea, network_key bytea, device_key bytea, place_key bytea, moment timestamptz) returns void
language plpgsql set search_path = pg_catalog
as $$
begin
    perform set_config('app.realm', 'sign-in', true);
    update access.sign_in_attempts set allowance = least(20, allowance + 1) where key = network_key;
    delete from access.sign_in_attempts where key = count_key;
    insert into access.known_places (key, user_id, used_at) values (device_key, known_user, moment), (place_key, known_user, moment)
    on conflict (key) do update set used_at = excluded.used_at;
    delete from access.known_places where key in (
        select p.key from access.known_places p where p.user_id = known_user order by p.used_at desc, p.key offset 20);
end $$;

create or replace function access.is_known_place(place bytea, since timestamptz) returns boolean
language sql stable set search_path = pg_catalog
return exists (select from access.known_places p where p.key = place and p.used_at > since);
