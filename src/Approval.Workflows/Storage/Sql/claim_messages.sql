-- By state, never by an id cursor: commit order is not sequence order (RELIABILITY M7). Only the earliest message of a case is
-- taken, so that a case's messages arrive in order. Raising the epoch shuts out whoever held the lease before.
with due as (
  select o.id
  from approval.outbox o
  where o.state = 'waiting' and o.next_try <= $1 and (o.leased_until is null or o.leased_until <= $1)
    and not exists (
      select from approval.outbox earlier
      where earlier.case_id = o.case_id and earlier.state = 'waiting' and earlier.from_version < o.from_version)
    and not exists (select from approval.outbox_endpoint e where e.endpoint = $3)
  order by o.next_try, o.id
  limit $4
  for update of o skip locked)
update approval.outbox o
set epoch = o.epoch + 1, attempts = o.attempts + 1, leased_until = $2
from due
where o.id = due.id
returning o.id, o.epoch, o.attempts, o.message_id, o.case_id, o.from_version, o.to_version, o.created_at
