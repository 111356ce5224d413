with old as (
  select id from approval.outbox where state = $1 and settled_at < $2 order by settled_at limit $3 for update skip locked)
delete from approval.outbox o using old where o.id = old.id
