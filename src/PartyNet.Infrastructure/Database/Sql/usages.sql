-- What members declare, counted: of those who take part in branch life and have a declaration in force, how many have an account on each
-- network, and how many there are by decade of birth, by work and by number of accounts; and how many accounts that makes. Kept for every
-- unit in the way of the standings (counters.sql): a statement writes what it changes as rows of its own, folding adds them up later, and
-- a reader sums both. A declaration's accounts are frozen with it, so the figures change with the rows of members alone.

-- The figures that these people make, for their branches and every unit above. A query and no function, so that it is planned for one
-- member as well as for all; units whose figures cancel out are left away.
-- people: columns path, decade, work, declaration and number, which is 1 for whoever comes and -1 for whoever goes.
create or replace function registry.usage_query(people text) returns text
language sql immutable
as $f$
    select format(
        $q$
        with people as (%s),
        declared as (
            select d.declaration, a.platform_code::text as platform, count(*) as n
            from (select distinct declaration from people) d
            join registry.declared_accounts a on a.declaration_id = d.declaration
            group by d.declaration, a.platform_code),
        -- Networks that are none of the platforms, by name; however often and in whichever case a member writes one, it is one.
        named as (
            select d.declaration, 'other:' || max(a.network) as platform, count(*) as n
            from (select distinct declaration from people) d
            join registry.declared_accounts a on a.declaration_id = d.declaration
            where a.network is not null
            group by d.declaration, lower(a.network)),
        wholly as (
            select p.*, coalesce(d.n, 0) as n
            from people p
            left join (select declaration, sum(n) as n from declared group by declaration) d on d.declaration = p.declaration),
        cells as (
            select p.path, 1 as aspect, d.platform as value, p.number, p.number * d.n as accounts
            from people p
            join (select * from declared union all select * from named) d on d.declaration = p.declaration
            union all select path, 2, coalesce(decade::text, ''), number, number * n from wholly
            union all select path, 3, work::text, number, number * n from wholly
            union all select path, 4, least(n, 5)::text, number, number * n from wholly),
        branches as (
            select path, aspect, value, sum(number) as members, sum(accounts) as accounts from cells group by path, aspect, value)
        select l.path as unit_path, b.aspect::smallint as aspect, b.value, sum(b.members)::int as members, sum(b.accounts)::int as accounts
        from branches b, registry.lineage(b.path) l (path)
        group by l.path, b.aspect, b.value
        having sum(b.members) <> 0 or sum(b.accounts) <> 0
        $q$, people);
$f$;

-- Whom of these rows the figures count.
create or replace function registry.usage_people(rows text, number int) returns text
language sql immutable
return format(
    'select unit_path::text as path, birth_year / 10 * 10 as decade, work_status as work, current_declaration_id as declaration,
        %s as number
     from %s where activity_status = 1 and current_declaration_id is not null', number, rows);

-- The figures as they must be. Counts the members whom the caller may see.
create or replace function registry.count_usages()
returns table (unit_path text, aspect smallint, value text, members int, accounts int)
language plpgsql stable set search_path = pg_catalog
as $$
begin
    return query execute registry.usage_query(registry.usage_people('registry.members', 1));
end $$;

create or replace function registry.note_usages() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    people text := concat_ws(' union all ',
        case when tg_op <> 'DELETE' then registry.usage_people('new_rows', 1) end,
        case when tg_op <> 'INSERT' then registry.usage_people('old_rows', -1) end);
    before text[];
begin
    -- Most changes change nothing of this.
    if tg_op = 'UPDATE' then
        if not exists (
            select from new_rows n join old_rows o using (id)
            where coalesce(n.current_declaration_id, o.current_declaration_id) is not null
              and (n.activity_status, n.unit_path, n.birth_year, n.work_status, n.current_declaration_id)
                is distinct from (o.activity_status, o.unit_path, o.birth_year, o.work_status, o.current_declaration_id))
        then
            return null;
        end if;
    end if;
    before := access.widen_scope();
    execute 'insert into registry.usage_changes (unit_path, aspect, value, members, accounts) ' || registry.usage_query(people);
    perform access.set_scope(before);
    return null;
end $$;

create or replace trigger note_usages_insert after insert on registry.members
    referencing new table as new_rows for each statement execute function registry.note_usages();
create or replace trigger note_usages_update after update on registry.members
    referencing old table as old_rows new table as new_rows for each statement execute function registry.note_usages();
create or replace trigger note_usages_delete after delete on registry.members
    referencing old table as old_rows for each statement execute function registry.note_usages();

-- Folding and counting anew keep out of each other's way.
create or replace function registry.usages_lock() returns bigint
language sql immutable
return hashtextextended('registry.usages', 0);

-- Adds up what has changed and answers how many rows that were. One at a time; who comes second has nothing to do.
create or replace function registry.fold_usages() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before text[];
    folded bigint;
    paths text[];
    aspects smallint[];
    contents text[];
begin
    if not pg_try_advisory_xact_lock(registry.usages_lock()) then
        return 0;
    end if;
    before := access.widen_scope();
    with taken as (
        delete from registry.usage_changes returning unit_path, aspect, value, members, accounts),
    changed as (
        insert into registry.usages as u (unit_path, aspect, value, members, accounts)
        select unit_path, aspect, value, sum(members), sum(accounts) from taken group by unit_path, aspect, value
        on conflict (unit_path, aspect, value) do update set
            members = u.members + excluded.members, accounts = u.accounts + excluded.accounts
        returning u.unit_path, u.aspect, u.value, (u.members, u.accounts) = (0, 0) as is_empty),
    emptied as (
        select array_agg(unit_path) as paths, array_agg(aspect) as aspects, array_agg(value) as contents from changed where is_empty)
    select (select count(*) from taken), e.paths, e.aspects, e.contents into folded, paths, aspects, contents from emptied e;
    delete from registry.usages u using unnest(paths, aspects, contents) e (unit_path, aspect, value)
    where (u.unit_path, u.aspect, u.value) = (e.unit_path, e.aspect, e.value);
    perform access.set_scope(before);
    return folded;
end $$;

-- Counts everything anew: for a database from before these counters, and to put right what a doctor found. Nobody changes members
-- meanwhile.
create or replace function registry.recount_usages() returns void
language plpgsql set search_path = pg_catalog
as $$
declare
    before text[] := access.widen_scope();
begin
    lock table registry.members in share mode;
    perform pg_advisory_xact_lock(registry.usages_lock());
    delete from registry.usage_changes;
    delete from registry.usages;
    insert into registry.usages (unit_path, aspect, value, members, accounts) select * from registry.count_usages();
    perform access.set_scope(before);
end $$;

-- How many units have figures that say something else than the list of members, as far as the caller sees both.
create or replace function registry.wrong_usages() returns bigint
language sql stable set search_path = pg_catalog
as $$
    select count(distinct coalesce(c.unit_path, k.unit_path))
    from registry.count_usages() c
    full join (
        select unit_path, aspect, value, sum(members) as members, sum(accounts) as accounts
        from (
            select unit_path, aspect, value, members, accounts from registry.usages
            union all
            select unit_path, aspect, value, members, accounts from registry.usage_changes) f
        group by unit_path, aspect, value) k on (k.unit_path, k.aspect, k.value) = (c.unit_path, c.aspect, c.value)
    where (coalesce(c.members, 0), coalesce(c.accounts, 0)) <> (coalesce(k.members, 0), coalesce(k.accounts, 0));
$$;

-- What the members below the unit above the caller's branch call networks that are none of the platforms. Names alone, and only those that
-- three members have declared, so that nobody's one account shows.
create or replace function registry.suggested_networks() returns table (name text)
language plpgsql stable security definer rows 10 set search_path = pg_catalog, pg_temp
as $$
declare
    me constant uuid := nullif(current_setting('app.member', true), '')::uuid;
    before text[];
    above text;
begin
    if me is null then
        return;
    end if;
    before := access.widen_scope();
    above := (
        select coalesce(p.path, u.path)
        from registry.members m join registry.units u on u.id = m.unit_id left join registry.units p on p.id = u.parent_id
        where m.id = me);
    return query
    select (array_agg(n.written order by n.members desc, n.written))[1]
    from (
        select substr(f.value, 7) as written, sum(f.members) as members
        from (
            select u.unit_path, u.aspect, u.value, u.members from registry.usages u
            union all
            select c.unit_path, c.aspect, c.value, c.members from registry.usage_changes c) f
        where f.unit_path = above and f.aspect = 1 and f.value ^@ 'other:'
        group by f.value) n
    group by lower(n.written)
    having sum(n.members) >= 3
    order by sum(n.members) desc, 1
    limit 20;
    perform access.set_scope(before);
end $$;
