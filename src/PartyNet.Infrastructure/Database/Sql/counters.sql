-- How many members stand where, for every unit with members in it or below it. A statement that changes members writes what it changes as
-- rows of its own, so that nobody waits for anybody; folding adds them up later. A reader sums both. Keyed by path: a unit that moves
-- changes the paths of its members, and so its figures follow by themselves.

-- Every unit of a path, from the root down: 'a.b.' gives 'a.' and 'a.b.'.
create or replace function registry.lineage(path text) returns setof text
language sql immutable parallel safe
as $$ select left(path, n) from generate_series(1, length(path)) n where substr(path, n, 1) = '.' $$;

-- The figures that so many members of a standing in a branch make, for the branch and every unit above it. Units whose figures cancel
-- out are left away.
create or replace function registry.figures(paths text[], standings smallint[], numbers bigint[])
returns table (unit_path text, not_declared int, submitted int, returned int, confirmed int, exempt int, departed int)
language sql immutable set search_path = pg_catalog
as $$
    select f.path,
        coalesce(sum(f.n) filter (where f.standing = 0), 0), coalesce(sum(f.n) filter (where f.standing = 1), 0),
        coalesce(sum(f.n) filter (where f.standing = 2), 0), coalesce(sum(f.n) filter (where f.standing = 3), 0),
        coalesce(sum(f.n) filter (where f.standing = 4), 0), coalesce(sum(f.n) filter (where f.standing = 5), 0)
    from (
        select l.path, c.standing, sum(c.n) as n
        from unnest(paths, standings, numbers) c (path, standing, n), registry.lineage(c.path) l (path)
        group by l.path, c.standing having sum(c.n) <> 0) f
    group by f.path;
$$;

-- The figures as they must be: what the counters are filled with and compared to. Counts the members whom the caller may see.
create or replace function registry.count_standings()
returns table (unit_path text, not_declared int, submitted int, returned int, confirmed int, exempt int, departed int)
language sql stable set search_path = pg_catalog
as $$
    select f.*
    from (select array_agg(m.unit_path::text) as paths, array_agg(m.standing) as standings, array_agg(m.n) as numbers
          from (select unit_path, standing, count(*) as n from registry.members group by unit_path, standing) m) c,
        registry.figures(c.paths, c.standings, c.numbers) f;
$$;

create or replace function registry.note_standings() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    paths text[];
    standings smallint[];
    numbers bigint[];
begin
    if tg_op = 'INSERT' then
        select array_agg(c.unit_path), array_agg(c.standing), array_agg(c.n) into paths, standings, numbers
        from (select unit_path, standing, count(*) as n from new_rows group by unit_path, standing) c;
    elsif tg_op = 'DELETE' then
        select array_agg(c.unit_path), array_agg(c.standing), array_agg(c.n) into paths, standings, numbers
        from (select unit_path, standing, -count(*) as n from old_rows group by unit_path, standing) c;
    else
        select array_agg(c.unit_path), array_agg(c.standing), array_agg(c.n) into paths, standings, numbers
        from (
            select r.unit_path, r.standing, sum(r.n)::bigint as n
            from (select unit_path, standing, 1 as n from new_rows union all select unit_path, standing, -1 from old_rows) r
            group by r.unit_path, r.standing having sum(r.n) <> 0) c;
    end if;
    if paths is not null then
        insert into registry.standing_changes (unit_path, not_declared, submitted, returned, confirmed, exempt, departed)
        select * from registry.figures(paths, standings, numbers);
    end if;
    return null;
end $$;

create or replace trigger note_standings_insert after insert on registry.members
    referencing new table as new_rows for each statement execute function registry.note_standings();
create or replace trigger note_standings_update after update on registry.members
    referencing old table as old_rows new table as new_rows for each statement execute function registry.note_standings();
create or replace trigger note_standings_delete after delete on registry.members
    referencing old table as old_rows for each statement execute function registry.note_standings();

-- Folding and counting anew keep out of each other's way.
create or replace function registry.standings_lock() returns bigint
language sql immutable
return hashtextextended('registry.standings', 0);

-- Adds up what has changed and answers how many rows that were. One at a time; who comes second has nothing to do.
create or replace function registry.fold_standings() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before text[];
    folded bigint;
    emptied text[];
begin
    if not pg_try_advisory_xact_lock(registry.standings_lock()) then
        return 0;
    end if;
    before := access.widen_scope();
    with taken as (
        delete from registry.standing_changes
        returning unit_path, not_declared, submitted, returned, confirmed, exempt, departed),
    changed as (
        insert into registry.standings as s (unit_path, not_declared, submitted, returned, confirmed, exempt, departed)
        select unit_path, sum(not_declared), sum(submitted), sum(returned), sum(confirmed), sum(exempt), sum(departed)
        from taken group by unit_path
        on conflict (unit_path) do update set
            not_declared = s.not_declared + excluded.not_declared, submitted = s.submitted + excluded.submitted,
            returned = s.returned + excluded.returned, confirmed = s.confirmed + excluded.confirmed,
            exempt = s.exempt + excluded.exempt, departed = s.departed + excluded.departed
        returning s.unit_path, (s.not_declared, s.submitted, s.returned, s.confirmed, s.exempt, s.departed) = (0, 0, 0, 0, 0, 0) as is_empty)
    select (select count(*) from taken), (select array_agg(unit_path) from changed where is_empty) into folded, emptied;
    delete from registry.standings where unit_path = any (emptied);
    perform access.set_scope(before);
    return folded;
end $$;

-- Counts everything anew: for a database from before the counters, and to put right what a doctor found. Nobody changes members meanwhile.
create or replace function registry.recount_standings() returns void
language plpgsql set search_path = pg_catalog
as $$
declare
    before text[] := access.widen_scope();
begin
    lock table registry.members in share mode;
    perform pg_advisory_xact_lock(registry.standings_lock());
    delete from registry.standing_changes;
    delete from registry.standings;
    insert into registry.standings (unit_path, not_declared, submitted, returned, confirmed, exempt, departed)
    select * from registry.count_standings();
    perform access.set_scope(before);
end $$;

-- How many units have counters that say something else than the list of members, as far as the caller sees both.
create or replace function registry.wrong_standings() returns bigint
language sql stable set search_path = pg_catalog
as $$
    select count(*)
    from registry.count_standings() c
    full join (
        select unit_path, sum(not_declared) as not_declared, sum(submitted) as submitted, sum(returned) as returned,
            sum(confirmed) as confirmed, sum(exempt) as exempt, sum(departed) as departed
        from (
            select unit_path, not_declared, submitted, returned, confirmed, exempt, departed from registry.standings
            union all
            select unit_path, not_declared, submitted, returned, confirmed, exempt, departed from registry.standing_changes) f
        group by unit_path) k on k.unit_path = c.unit_path
    where coalesce(c.not_declared, 0) <> coalesce(k.not_declared, 0) or coalesce(c.submitted, 0) <> coalesce(k.submitted, 0)
        or coalesce(c.returned, 0) <> coalesce(k.returned, 0) or coalesce(c.confirmed, 0) <> coalesce(k.confirmed, 0)
        or coalesce(c.exempt, 0) <> coalesce(k.exempt, 0) or coalesce(c.departed, 0) <> coalesce(k.departed, 0);
$$;
