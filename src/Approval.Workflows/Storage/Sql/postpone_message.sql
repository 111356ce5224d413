-- Holds back the later messages of the case too: they are not looked at again before this one.
with postponed as (
  update approval.outbox
  set next_try = $3, failure = $4, leased_until = null
  where id = $1 and epoch = $2 and state = 'waiting'
  returning id, case_id),
held as (
  update approval.outbox o
  set next_try = $3
  from postponed
  where o.case_id = postponed.case_id and o.id <> postponed.id and o.state = 'waiting' and o.next_try < $3)
select count(*) from postponed
