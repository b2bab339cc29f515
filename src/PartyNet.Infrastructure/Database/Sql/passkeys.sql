-- Passkeys: whose they are, and that a challenge counts once.

-- Uses up a challenge, given as its hash, within a process. Of several at once one does; the others, and whoever comes later, get false. What
-- is older than any challenge lives is forgotten on the way.
create or replace function access.spend_challenge(challenge bytea, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform audit.process_under_way();
    delete from access.spent_challenges where hash in (
        select c.hash from access.spent_challenges c where c.spent_at < moment - interval '1 hour' for update skip locked);
    insert into access.spent_challenges (hash, spent_at) values (challenge, moment) on conflict (hash) do nothing;
    return found;
end $$;

-- A passkey is made in a process of the user whose it is, and by nobody for another, whatever SQL the application's role sends. It is used and
-- removed, never altered. Error: PN003 as with grants.
create or replace function access.guard_passkeys() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        if (audit.process_under_way()).actor_id is distinct from new.user_id then
            raise exception 'A passkey of somebody else' using errcode = 'PN003';
        end if;
    elsif (new.id, new.user_id, new.credential_id, new.public_key, new.site, new.created_at)
        is distinct from (old.id, old.user_id, old.credential_id, old.public_key, old.site, old.created_at)
        or new.sign_count < old.sign_count
    then
        raise exception 'A passkey is not altered' using errcode = 'PN003';
    end if;
    return new;
end $$;

create or replace trigger guard_passkeys before insert or update on access.passkeys
    for each row execute function access.guard_passkeys();
