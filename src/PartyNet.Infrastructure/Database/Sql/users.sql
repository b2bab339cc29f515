-- Search among logins, for the administrator. Part of a login is not leakproof, so no index can be used behind row-level security: the logins
-- stand once more in a table that is closed to the application, and one function looks into it. See search.sql, which does so for names.

-- Every piece of a text with at least so many letters and at most three. Logins are short and hold dots, dashes and digits, which trigrams
-- of words pass over, and are searched by one letter as well.
create or replace function access.pieces(text text, shortest int) returns text[]
language sql immutable parallel safe
return array(
    select distinct substr(text, at, size)
    from generate_series(1, length(text)) at, generate_series(shortest, 3) size where at + size <= length(text) + 1);

-- At most 2,001 users whose logins hold this text, where the last says that there are more than 2,000. A common text is soon found by reading
-- one login after the other, a rare one is rare in the index: it reads on as long as that pays.
create or replace function access.find_users(typed text) returns table (user_id uuid)
language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
    most constant int := 2001;
    reach int;
    found uuid[];
begin
    if current_setting('app.realm', true) is distinct from 'administration' or coalesce(typed, '') = '' then
        return;
    end if;
    foreach reach in array array[5000, 40000] loop
        execute format(
            'select array(
                select s.user_id from (select s.user_id, s.login from access.user_search s order by s.login limit %s) s
                where strpos(s.login, $1) > 0 limit %s)', reach, most)
        into found using typed;
        if cardinality(found) = most or not exists (select from access.user_search s order by s.login offset reach limit 1) then
            return query select unnest(found);
            return;
        end if;
        exit when cardinality(found) < reach / 20;
    end loop;
    return query execute format(
        'select s.user_id from access.user_search s
         where access.pieces(s.login, 1) @> access.pieces($1, least(3, length($1))) and strpos(s.login, $1) > 0 limit %s', most)
    using typed;
end $$;

-- The table follows the users. Signing in changes them too, and no login.
create or replace function access.note_logins() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'UPDATE' then
        if not exists (
            select from new_rows n join old_rows o using (id) where n.normalized_user_name is distinct from o.normalized_user_name)
        then
            return null;
        end if;
    end if;
    if tg_op <> 'INSERT' then
        delete from access.user_search s using old_rows o where s.user_id = o.id;
    end if;
    if tg_op <> 'DELETE' then
        insert into access.user_search (user_id, login)
        select id, normalized_user_name from new_rows where normalized_user_name is not null;
    end if;
    return null;
end $$;

create or replace trigger note_logins_insert after insert on access.users
    referencing new table as new_rows for each statement execute function access.note_logins();
create or replace trigger note_logins_update after update on access.users
    referencing old table as old_rows new table as new_rows for each statement execute function access.note_logins();
create or replace trigger note_logins_delete after delete on access.users
    referencing old table as old_rows for each statement execute function access.note_logins();

-- Puts right what is missing or wrong: for a database from before the table, and for what a doctor found. Nobody changes users meanwhile.
create or replace function access.refill_user_search() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    before text[] := access.widen_scope();
begin
    lock table access.users in share mode;
    delete from access.user_search s
    where not exists (select from access.users u where u.id = s.user_id and u.normalized_user_name = s.login);
    insert into access.user_search (user_id, login)
    select id, normalized_user_name from access.users where normalized_user_name is not null order by normalized_user_name
    on conflict (user_id) do nothing;
    perform access.set_scope(before);
end $$;

-- How many users are not in the table as they are in the list, or are in it alone; whoever may not see users sees none here either.
create or replace function access.wrong_user_search() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select count(*)
    from (select * from access.users where normalized_user_name is not null) u
    full join access.user_search s on s.user_id = u.id
    where u.normalized_user_name is distinct from s.login
      and coalesce(current_setting('app.realm', true), '') in ('administration', 'operator');
$$;
