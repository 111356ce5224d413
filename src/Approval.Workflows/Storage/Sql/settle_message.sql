-- The next message of the case was held back with this one and may go now.
with settled as (
  update approval.outbox
  set state = $3, settled_at = $4, failure = $5, leased_until = null
  where id = $1 and epoch = $2 and state = 'waiting'
  returning id, case_id),
freed as (
  update approval.outbox o
  set next_try = $4
  from settled
  where o.case_id = settled.case_id and o.id <> settled.id and o.state = 'waiting' and o.next_try > $4)
select count(*) from settled
