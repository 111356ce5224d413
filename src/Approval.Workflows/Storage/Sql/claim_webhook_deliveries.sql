-- A few of each endpoint, so that one that hangs does not hold up the others; of a case only the earliest message.
with due as (
  select found.id
  from approval.webhook_endpoint e
  cross join lateral (
    select d.id
    from approval.webhook_delivery d
    where d.endpoint_id = e.id and d.state = 'waiting' and d.next_try <= $1 and (d.leased_until is null or d.leased_until <= $1)
      and not exists (
        select from approval.webhook_delivery earlier
        where earlier.endpoint_id = d.endpoint_id and earlier.case_id = d.case_id and earlier.state = 'waiting' and earlier.from_version < d.from_version)
    order by d.next_try, d.id
    limit $3
    for update of d skip locked) found
  where e.enabled
  limit $4)
update approval.webhook_delivery d
set epoch = d.epoch + 1, attempts = d.attempts + 1, leased_until = $2
from due, approval.webhook_endpoint e
where d.id = due.id and e.id = d.endpoint_id
returning d.id, d.epoch, d.attempts, d.message_id, d.case_id, d.from_version, d.to_version, d.created_at,
  e.id, e.url, e.secret, case when e.previous_until > $1 then e.previous_secret end
