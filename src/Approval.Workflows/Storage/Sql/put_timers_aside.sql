-- Repeats what the claim saw: a timer that has moved meanwhile is left alone.
update approval.case_timer t
set attempts = t.attempts + 1,
    next_try = $1 + (interval '1 second' * power(4, least(t.attempts, 6))),
    incident = case when t.attempts + 1 >= $2 then u.failure end
from unnest($3::uuid[], $4::text[], $5::integer[], $6::text[]) as u(case_id, clock_id, attempts, failure)
where t.case_id = u.case_id and t.clock_id = u.clock_id and t.attempts = u.attempts
  and t.incident is null and coalesce(t.next_try, t.fire_at) <= $1
