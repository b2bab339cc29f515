-- A plan of members says who is new. Whoever carries it out looks for each of them once more, but where nobody can have come in between: one
-- import right after its plan is spared half of all that it looks for.

-- Up to which process of audit a plan that begins now sees the registry: up to its own. Null while others write, of whom it sees nothing yet.
create or replace function import.sees_up_to() returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
as $$
    select (audit.process_under_way()).sequence
    from pg_current_snapshot() seen
    where pg_snapshot_xmax(seen) >= pg_current_xact_id()
        and not exists (select from pg_snapshot_xip(seen) other where other <> pg_current_xact_id());
$$;

-- Whether whoever acts sees the members as the process of this number did: it was their own, and nobody has changed members or roles since,
-- declarations aside. False too where so much has happened since that looking through it would not pay. A process may have drawn its number
-- before, and its transaction after: numbers from a little before are looked at as well.
create or replace function import.is_as_seen(up_to bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    acting constant audit.processes := audit.process_under_way();
    before constant text[] := access.widen_scope();
    planned audit.processes;
    since uuid[];
    answer boolean;
begin
    select * into planned from audit.processes p where p.sequence = up_to and p.actor_id is not distinct from acting.actor_id;
    since := array(
        select p.id from audit.processes p
        where p.sequence > up_to - 1000 and (p.sequence > up_to or p.transaction_id > planned.transaction_id) and p.id <> acting.id
        limit 1000);
    answer := planned.id is not null and cardinality(since) < 1000 and not exists (
        select from audit.row_changes c
        where c.process_id = any (since) and c.table_name in ('members', 'grants')
            and (c.operation <> 'U' or c.difference - '{declaration_state,declaration_state_at,current_declaration_id}'::text[] <> '{}'));
    perform access.set_scope(before);
    return answer;
end $$;
