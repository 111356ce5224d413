-- Repeats the condition the claim was made on: a timer that has moved meanwhile is left alone.
with failed as (
  select t.case_id, t.clock_id
  from approval.case_timer t
  where coalesce(t.next_try, t.fire_at) <= $1 and t.incident is null
  order by coalesce(t.next_try, t.fire_at)
  limit 1
  for update skip locked)
update approval.case_timer t
set attempts = t.attempts + 1,
    next_try = $1 + (interval '1 second' * power(4, least(t.attempts, 6))),
    incident = case when t.attempts + 1 >= $2 then $3 end
from failed
where t.case_id = failed.case_id and t.clock_id = failed.clock_id
returning t.case_id, t.clock_id, t.attempts
