-- Which pending declarations the level above a branch may have to decide: those of members to whom the role of branch secretary was ever
-- given, from whichever day on. That never becomes untrue, so it needs no clock; whoever asks looks at the roles in force at that moment
-- besides, and only has to look at these few.

-- A role that is given while its holder hands in a declaration: each of the two waits for the other and then sees it.
create or replace function registry.wait_for_secretary(member uuid) returns void
language sql volatile set search_path = pg_catalog
return pg_advisory_xact_lock(hashtextextended('registry.ever_secretary ' || member, 0));

create or replace function registry.note_secretary() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before text[] := access.widen_scope();
begin
    perform registry.wait_for_secretary(g.member_id) from new_rows g where g.role = 1 and g.member_id is not null order by g.member_id;
    update registry.declarations d set ever_secretary = true
    from new_rows g
    where g.role = 1 and d.member_id = g.member_id and d.status = 1 and not d.ever_secretary;
    update registry.fact_corrections c set ever_secretary = true
    from new_rows g
    where g.role = 1 and c.member_id = g.member_id and c.status = 1 and not c.ever_secretary;
    perform access.set_scope(before);
    return null;
end $$;

create or replace trigger note_secretary after insert on access.grants
    referencing new table as new_rows for each statement execute function registry.note_secretary();

create or replace function registry.note_of_secretary() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before text[] := access.widen_scope();
begin
    perform registry.wait_for_secretary(new.member_id);
    new.ever_secretary := exists (select from access.grants g where g.member_id = new.member_id and g.role = 1);
    perform access.set_scope(before);
    return new;
end $$;

create or replace trigger note_of_secretary before insert on registry.declarations
    for each row execute function registry.note_of_secretary();

-- What a secretary asks to be put right goes to the level above, too.
create or replace trigger note_of_secretary before insert on registry.fact_corrections
    for each row execute function registry.note_of_secretary();
