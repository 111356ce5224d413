with old as (
  select principal, route, key from approval.idempotency where created_at < $1 order by created_at limit $2 for update skip locked)
delete from approval.idempotency k using old where k.principal = old.principal and k.route = old.route and k.key = old.key
