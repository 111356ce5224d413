-- And those whose endpoint was removed while a step was posting to it.
with passed as (
  select d.id from approval.webhook_delivery d
  where (d.state = $1 and d.settled_at < $2)
    or (d.state = 'waiting' and not exists (select from approval.webhook_endpoint e where e.id = d.endpoint_id))
  limit $3
  for update of d skip locked)
delete from approval.webhook_delivery d using passed where d.id = passed.id
