-- The one statement with which a request begins: whether the session $1 lives at the moment $2, who it is, what the user may reach now,
-- what the frame of the page shows, the unit whose code $3 the address names, and when the session ends. A row for each role, one with nulls for no role.
-- It runs in the sign-in realm, which row-level security lets see credentials, and of the registry only the user's own row and the help
-- contact's. Each setting is made by the very value that the next table is asked for: so it stands before a row of that table is looked
-- at, whatever plan is taken ("limit" and "order by" keep the planner from joining in another order), and it ends with the statement.
select s.id, s.user_id, u.user_name, me.id, own.full_name, own.unit_id, own.unit_path, helper.id, helper.full_name, helper.phone,
    given.role, given.unit_id, given.unit_path, given.code, given.name,
    route.id, route.parent_id, route.path, route.code, route.name, route.kind_code, route.board_name, route.valid_from, route.valid_to,
    route.version, me.seen_at + make_interval(mins => s.idle_minutes), s.expires_at, s.started_at, own.above, given.above,
    given.valid_from, exists (select from access.authenticators a where a.user_id = s.user_id)
        or exists (select from access.passkeys p where p.user_id = s.user_id)
from (select set_config('app.realm', 'sign-in', true) as realm) machinery
cross join lateral (
    select s.* from access.sessions s
    where machinery.realm = 'sign-in' and s.token_hash = $1 and s.expires_at > $2
      and s.last_seen_at + make_interval(mins => s.idle_minutes) > $2
      and s.server_expires_at > statement_timestamp()
      and s.server_seen_at + make_interval(mins => s.idle_minutes) > statement_timestamp()
    limit 1) s
cross join lateral (
    select u.* from access.users u where u.id = s.user_id and u.closed_at is null and u.security_stamp = s.security_stamp limit 1) u
-- Seen is written at most once a minute, so that reading a page does not cost a write.
cross join lateral (
    select nullif(set_config('app.member', coalesce(u.member_id::text, ''), true), '')::uuid as id,
        case when s.last_seen_at + interval '1 minute' < $2 or s.server_seen_at + interval '1 minute' < statement_timestamp()
            then access.touch_session($1, $2) end as seen,
        case when s.last_seen_at + interval '1 minute' < $2 then $2 else s.last_seen_at end as seen_at) me
left join lateral (
    select m.full_name, m.unit_id, m.unit_path, above.name as above from registry.members m
    join registry.units branch on branch.id = m.unit_id left join registry.units above on above.id = branch.parent_id
    where m.id = me.id limit 1) own on true
left join lateral (
    select g.member_id from access.grants g
    join access.users holder on holder.id = g.user_id and holder.closed_at is null
    where g.unit_id = own.unit_id and g.role = 1 and g.member_id <> me.id and access.is_in_force(g.valid_from, g.valid_to, $2)
    order by g.valid_from limit 1) secretary on true
cross join lateral (select nullif(set_config('app.help_contact', coalesce(secretary.member_id::text, ''), true), '')::uuid as id) asked
left join lateral (select m.id, m.full_name, m.phone from registry.members m where m.id = asked.id limit 1) helper on true
left join lateral (
    select g.role, g.unit_id, g.unit_path, g.valid_from, n.code, n.name, above.name as above
    from access.grants g left join registry.units n on n.id = g.unit_id left join registry.units above on above.id = n.parent_id
    where g.user_id = s.user_id and access.is_in_force(g.valid_from, g.valid_to, $2)
    order by g.valid_from) given on true
left join registry.units route on route.code = $3
