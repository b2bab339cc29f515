-- Sessions as the database keeps them itself. The application reads and ends them, and neither starts one nor prolongs its life but here:
-- whoever holds a living one is who they say (audit.sql).

drop function if exists access.open_session(bytea, timestamptz);

-- Lives by the clock of the application, which tests move and which says what people see, and by the server's own, which nobody can put
-- back to bring a dead session to life.
create or replace function access.is_alive(session access.sessions, moment timestamptz) returns boolean
language sql volatile set search_path = pg_catalog, pg_temp
return session.expires_at > moment and session.last_seen_at + make_interval(mins => session.idle_minutes) > moment
    and session.server_expires_at > clock_timestamp()
    and session.server_seen_at + make_interval(mins => session.idle_minutes) > clock_timestamp();

-- Notes that a session is in use. Called by open_session.sql in the sign-in realm, at most once a minute. Whoever only reads goes on
-- reading where nothing can be written: the session then ends sooner than it need.
create or replace function access.touch_session(token bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update access.sessions s set last_seen_at = moment, server_seen_at = clock_timestamp()
    where s.token_hash = token and access.is_alive(s, moment);
exception when disk_full or read_only_sql_transaction then
    null;
end $$;

-- Ends a session and keeps why; whoever looks at nothing but the time finds it dead too. It is never brought back.
create or replace function access.end_session(token bytea, why smallint, moment timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
    update access.sessions s set ended_by = why, expires_at = least(s.expires_at, moment),
        server_expires_at = least(s.server_expires_at, clock_timestamp())
    where s.token_hash = token and s.ended_by is null;
$$;

-- Ends sessions of whoever the process under way is of: the one that is named, or else all but the one that goes on. Answers how many.
create or replace function access.end_own_sessions(one uuid, goes_on uuid, why smallint, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    ended int;
begin
    update access.sessions s set ended_by = why, expires_at = least(s.expires_at, moment),
        server_expires_at = least(s.server_expires_at, clock_timestamp())
    where s.user_id = process.actor_id and (one is null or s.id = one) and s.id <> goes_on and s.ended_by is null and s.expires_at > moment;
    get diagnostics ended = row_count;
    return ended;
end $$;

-- Lets the one session go on in which its user has just ended all: the stamp that sessions carry has changed.
create or replace function access.keep_own_session(goes_on uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
begin
    if process.type <> 539 then
        raise exception 'A session outlasts the others where its user changes the password' using errcode = 'PN001';
    end if;
    update access.sessions s set security_stamp = u.security_stamp from access.users u
    where u.id = process.actor_id and s.user_id = u.id and s.id = goes_on and s.ended_by is null;
end $$;

-- Starts a session of a user, within the process of signing in, which thereby becomes that user's: nobody has a session that audit does not
-- know to have begun. That the password was right nobody but the application can tell; by a slip it starts only where one of theirs has
-- just been used up.
drop function if exists access.start_session(text, uuid, uuid, timestamptz, timestamptz, int);
create or replace function access.start_session(
    secret text, session_id uuid, owner uuid, moment timestamptz, ends timestamptz, idle int,
    from_network text default null, on_device text default null) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    process constant audit.processes := audit.process_under_way();
    before constant text[] := access.widen_scope();
begin
    if process.type not in (501, 521) or process.actor_id is not null then
        raise exception 'A session starts in a process of signing in, which is of nobody else' using errcode = 'PN001';
    end if;
    if process.type = 521 and not exists (
        select from access.activation_slips s join access.users u on u.member_id = s.member_id
        where u.id = owner and s.used_at > moment - interval '15 minutes')
    then
        raise exception 'No slip of this user has just been used' using errcode = 'PN001';
    end if;
    insert into access.sessions (
        token_hash, id, user_id, security_stamp, started_at, last_seen_at, expires_at, idle_minutes, network, device, server_seen_at,
        server_expires_at)
    select sha256(convert_to(secret, 'UTF8')), session_id, u.id, u.security_stamp, moment, moment, ends, idle, from_network, on_device,
        clock_timestamp(), clock_timestamp() + (ends - moment)
    from access.users u where u.id = owner and u.closed_at is null;
    if not found then
        raise exception 'No user who could sign in' using errcode = 'PN002';
    end if;
    update audit.processes p set actor_id = owner where p.id = process.id;
    perform access.set_scope(before);
end $$;

-- Whose act it is that comes with this secret, given as its hash: the user's whose living session it is, or nobody's by name where it is the
-- operator's pass. No row where it is neither.
create or replace function access.proven(hash bytea, moment timestamptz) returns table (user_id uuid)
language sql volatile rows 1 set search_path = pg_catalog, pg_temp
as $$
    select s.user_id from access.sessions s join access.users u on u.id = s.user_id
    where s.token_hash = hash and u.closed_at is null and u.security_stamp = s.security_stamp and access.is_alive(s, moment)
    union all
    select null from access.operator_passes p where p.secret_hash = hash and p.expires_at > clock_timestamp();
$$;
