-- Search among the names of members. LIKE is not leakproof, so no index of names can be used behind row-level security, and a search would
-- read every member of a subtree. The names stand once more in a table that is closed to the application altogether; one function looks
-- into it, within the scope of the transaction, and answers nothing but ids.

-- A name with its marks and tones as small letters behind capitals, whatever Unicode form and tone placement it is written in, the tone at
-- the end of its syllable: 'Nguyễn Văn Dũng' gives 'NGUYEaNx VAbN DUNGx'. Only ASCII, so that trigrams need no locale.
create or replace function registry.with_tones(name text) returns text
language sql immutable parallel safe
return regexp_replace(
    regexp_replace(
        translate(
            replace(upper(normalize(replace(name, U&'\0111', U&'\0110'), NFD) collate "C"), U&'\0110', 'Dd'),
            U&'\0301\0300\0309\0303\0323\0302\0306\031B\2019''', 'sfrxjabc'),
        '[^A-Z0-9a-dsfrxj]+', ' ', 'g'),
    '([sfrxj])([A-Z0-9a-d]+)', '\2\1', 'g');

-- What is searched in: the search key, and behind it the name with its tones. In capitals, so that no word of a search key is found there.
create or replace function registry.searched_name(search_key text, full_name text) returns text
language sql immutable parallel safe
return ' ' || search_key || ' ' || registry.with_tones(full_name) || ' ';

-- Whatever is in a word, LIKE takes it literally.
create or replace function registry.literal_word(word text) returns text
language sql immutable parallel safe
return regexp_replace(word, '([%_\\])', '\\\1', 'g');

-- Condition that a searched name holds every word. One or two letters stand at the beginning of a syllable: inside of names they are
-- everywhere, and no index knows them.
create or replace function registry.holding_words(words text[]) returns text
language sql immutable parallel safe
return (
    select string_agg(
        format('s.name like %L', case when length(word) < 3 then '% ' else '%' end || registry.literal_word(word) || '%'), ' and ')
    from unnest(words) word where word <> '');

-- Condition that a searched name holds the syllables of this text that carry a mark or a tone, exactly so; null where none does.
create or replace function registry.holding_tones(typed text) returns text
language sql immutable parallel safe
return (
    select string_agg(format('s.name like %L', '% ' || syllable || ' %'), ' and ')
    from unnest(string_to_array(registry.with_tones(typed), ' ')) syllable where syllable ~ '[a-z]');

-- At most so many members of a unit in scope whose names are as said. Common names come soon when members are read one after the other, rare
-- ones are few in the index: it reads on as long as that pays. A small unit is read to its end, so nothing is asked of the index there.
create or replace function registry.look_for_members(
    within text, scope_from text, scope_to text, scope_roots text[], condition text, most int) returns setof uuid
language plpgsql stable rows 100 set search_path = pg_catalog, pg_temp
as $$
declare
    path_to constant text := left(within, -1) || '/';
    reach int;
    found uuid[];
begin
    foreach reach in array array[5000, 40000] loop
        execute format(
            'select array(
                select s.member_id
                from (select member_id, unit_path, name from registry.member_search
                      where unit_path >= $1 and unit_path < $2 order by unit_path limit %s) s
                where %s and registry.in_scope(s.unit_path, $3, $4, $5) limit %s)', reach, condition, most)
        into found using within, path_to, scope_from, scope_to, scope_roots;
        if cardinality(found) = most or not exists (
            select from registry.member_search where unit_path >= within and unit_path < path_to order by unit_path offset reach limit 1)
        then
            return query select unnest(found);
            return;
        end if;
        exit when cardinality(found) < reach / 20;
    end loop;
    return query execute format(
        'select s.member_id from registry.member_search s
         where string_to_array(rtrim(s.unit_path, ''.''), ''.'') @> array[split_part(rtrim($1, ''.''), ''.'', -1)] and %s
           and registry.in_scope(s.unit_path, $1, $2, null) and registry.in_scope(s.unit_path, $3, $4, $5) limit %s', condition, most)
    using within, path_to, scope_from, scope_to, scope_roots;
end $$;

-- Members of a unit whose names hold all the words: at most 2,001, where the last says that there are more than 2,000. Those who carry the
-- tones that were typed are taken first. Whoever has no scope, or asks for a unit outside of it, finds nobody.
create or replace function registry.find_members(within text, words text[], typed text) returns table (member_id uuid, is_exact boolean)
language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
    most constant int := 2001;
    scope_from constant text := nullif(current_setting('app.scope_from', true), '');
    scope_to constant text := nullif(current_setting('app.scope_to', true), '');
    scope_roots constant text[] := string_to_array(nullif(current_setting('app.scope_roots', true), ''), ',');
    named constant text := registry.holding_words(words);
    exactly constant text := registry.holding_tones(typed);
    found bigint := 0;
begin
    if named is null or registry.in_scope(within, scope_from, scope_to, scope_roots) is not true then
        return;
    end if;
    if exactly is not null then
        return query select id, true
        from registry.look_for_members(within, scope_from, scope_to, scope_roots, concat_ws(' and ', named, exactly), most) id;
        get diagnostics found = row_count;
    end if;
    if found < most then
        return query select id, false
        from registry.look_for_members(
            within, scope_from, scope_to, scope_roots, named || coalesce(' and not (' || exactly || ')', ''), most - found::int) id;
    end if;
end $$;

-- The table follows the members: who comes, whose name or branch changes, who goes.
create or replace function registry.note_names() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        insert into registry.member_search (member_id, unit_path, name)
        select id, unit_path, registry.searched_name(search_key, full_name) from new_rows;
    elsif tg_op = 'DELETE' then
        delete from registry.member_search s using old_rows o where s.member_id = o.id;
    elsif exists (
        select from new_rows n join old_rows o using (id)
        where (n.unit_path, n.full_name, n.search_key) is distinct from (o.unit_path, o.full_name, o.search_key))
    then
        -- Planned each time: one member or a whole province.
        execute
            'update registry.member_search s set unit_path = n.unit_path, name = registry.searched_name(n.search_key, n.full_name)
             from new_rows n join old_rows o using (id)
             where s.member_id = n.id
               and (n.unit_path, n.full_name, n.search_key) is distinct from (o.unit_path, o.full_name, o.search_key)';
    end if;
    return null;
end $$;

create or replace trigger note_names_insert after insert on registry.members
    referencing new table as new_rows for each statement execute function registry.note_names();
create or replace trigger note_names_update after update on registry.members
    referencing old table as old_rows new table as new_rows for each statement execute function registry.note_names();
create or replace trigger note_names_delete after delete on registry.members
    referencing old table as old_rows for each statement execute function registry.note_names();

-- Puts right what is missing or wrong: for a database from before the table, and for what a doctor found. Nobody changes members meanwhile.
create or replace function registry.refill_member_search() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    before text[] := access.widen_scope();
begin
    lock table registry.members in share mode;
    delete from registry.member_search s where not exists (select from registry.members m where m.id = s.member_id);
    -- Many members share a name, and how it is searched takes longer to find out than all else: so it is found out once. Rows lie in the
    -- order of the members, as the triggers would have noted them: a search reads neighbours.
    with names as materialized (
        select search_key, full_name, registry.searched_name(search_key, full_name) as searched
        from (select distinct search_key, full_name from registry.members) n)
    insert into registry.member_search as s (member_id, unit_path, name)
    select m.id, m.unit_path, n.searched from registry.members m join names n using (search_key, full_name) order by m.ctid
    on conflict (member_id) do update set unit_path = excluded.unit_path, name = excluded.name
    where (s.unit_path, s.name) is distinct from (excluded.unit_path, excluded.name);
    perform access.set_scope(before);
end $$;

-- How many members in the caller's scope are not in the table as they are in the list, or are in it alone.
create or replace function registry.wrong_member_search() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select count(*)
    from registry.members m
    full join (
        select * from registry.member_search
        where registry.in_scope(
            unit_path, nullif(current_setting('app.scope_from', true), ''), nullif(current_setting('app.scope_to', true), ''),
            string_to_array(nullif(current_setting('app.scope_roots', true), ''), ','))) s on s.member_id = m.id
    where (s.unit_path, s.name) is distinct from (m.unit_path, registry.searched_name(m.search_key, m.full_name));
$$;

-- Units in a range of paths whose names or codes hold all the words, in the order of the tree: at most 2,001, where the last says that there are more
-- than 2,000. Everybody may read units, and no policy of theirs binds the owner: so the planner knows by its statistics whether to walk the
-- tree or to ask the index, as long as it sees the words.
create or replace function registry.find_units(path_from text, path_to text, words text[]) returns table (unit_id uuid, unit_path text, code text)
language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp
as $$
declare
    named constant text := (
        select string_agg(format('u.search_key like %L', '%' || registry.literal_word(word) || '%'), ' and ')
        from unnest(words) word where word <> '');
begin
    if named is not null then
        return query execute format(
            'select u.id, u.path::text, u.code::text from registry.units u where u.path >= $1 and u.path < $2 and %s order by u.path limit 2001', named)
        using path_from, path_to;
    end if;
end $$;
