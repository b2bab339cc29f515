-- Work on lists in the background (ADR 25). Who asks for it writes an order, in a process of asking. A worker takes one order at a time,
-- by a lock that ends with its connection, and proves by the order's ticket for whom it works (audit.begin_process). How a load ends is
-- written with the end of its order, whatever the user who asked may see by then.

-- Orders work on a load within the process under way, for whoever acts in it.
create or replace function import.ask_for_work(of_load uuid, what smallint, good_only boolean, ticket bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    asked constant smallint := 413; -- ProcessType.ListWorkAsked
    process constant audit.processes := audit.process_under_way();
begin
    if process.type <> asked or process.actor_id is null then
        raise exception 'Work is asked for by a user, in a process of asking' using errcode = 'PN001';
    end if;
    insert into import.orders (load_id, work, good_rows_only, asked_in, user_id, ticket_hash, asked_at, tries)
    values (of_load, what, good_only, process.id, process.actor_id, ticket, process.at, 0);
end $$;

-- An order that no worker is at, counted as begun once more: whoever waits for less goes before whoever waits for more, so that nobody's
-- many lists keep another's one from its turn. In a transaction of its own, so that what kills a worker is counted.
create or replace function import.next_order() returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    chosen uuid;
begin
    select o.load_id into chosen
    from import.orders o
    order by (select count(*) from import.orders w where w.user_id = o.user_id), o.asked_at, o.load_id
    limit 1 for update of o skip locked;
    update import.orders o set tries = o.tries + 1 where o.load_id = chosen;
    return chosen;
end $$;

-- Takes the order until the transaction ends: no row where another worker has it, or it is done. With the unit of the load, and whether an
-- earlier worker has done what was asked.
drop function if exists import.take_order(uuid);
create function import.take_order(of_load uuid)
returns table (
    work smallint, good_rows_only boolean, asked_in uuid, user_id uuid, ticket_hash bytea, tries int, unit_id uuid, is_committed boolean,
    is_undone boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before constant text[] := access.widen_scope();
begin
    return query
        select o.work, o.good_rows_only, o.asked_in, o.user_id, o.ticket_hash, o.tries, l.unit_id,
            coalesce(p.committed_at is not null, false), coalesce(p.undone_at is not null, false)
        from import.orders o join import.loads l on l.id = o.load_id left join import.plans p on p.id = l.plan_id
        where o.load_id = of_load for update of o skip locked;
    perform access.set_scope(before);
end $$;

-- How many orders are not done, and since when the oldest.
create or replace function import.orders_waiting(out orders bigint, out oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select count(*), min(o.asked_at) from import.orders o;
$$;

-- How far the work has come.
create or replace function import.tell_progress(of_load uuid, rows_done int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before constant text[] := access.widen_scope();
begin
    update import.loads l set done = rows_done where l.id = of_load and exists (select from import.orders o where o.load_id = of_load);
    perform access.set_scope(before);
end $$;

-- Ends an order, and says what came of it: only what work of this kind comes to (LoadState), and a plan of the same unit. The rows of a plan
-- that another takes the place of are nobody's any more.
create or replace function import.end_order(of_load uuid, new_state smallint, new_plan uuid, words text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before constant text[] := access.widen_scope();
begin
    delete from import.orders o using import.loads l
    where o.load_id = of_load and l.id = of_load
        and new_state = any (case o.work when 1 then '{3,8}' when 2 then '{3,5,8}' else '{5,7}' end::smallint[])
        and (new_plan is null or exists (select from import.plans p where p.id = new_plan and p.unit_id = l.unit_id));
    if found then
        delete from import.plan_rows r using import.loads l
        where l.id = of_load and r.plan_id = l.plan_id and new_plan is not null and new_plan <> l.plan_id;
        update import.loads l set state = new_state, plan_id = coalesce(new_plan, l.plan_id), failure = words, done = 0
        where l.id = of_load;
    end if;
    perform access.set_scope(before);
end $$;
