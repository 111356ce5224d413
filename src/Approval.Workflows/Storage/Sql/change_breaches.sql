-- What a clock says of its breach it says of the latest one.
update approval.breach b
set due_on = coalesce(u.due_on, b.due_on),
    ended_on = case when u.goes_on then u.ended_on else coalesce(u.ended_on, b.ended_on) end,
    taken_back_at = case when u.taken_back then $8 else b.taken_back_at end,
    reason = coalesce(u.reason, b.reason),
    explained_by = coalesce(u.explained_by, b.explained_by),
    explained_at = case when u.reason is null then b.explained_at else $8 end
from unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::boolean[], $6::text[], $7::text[], $9::boolean[])
  as u(case_id, clock_id, due_on, ended_on, taken_back, reason, explained_by, goes_on)
where b.case_id = u.case_id and b.clock_id = u.clock_id
  and b.breached_at = (select max(l.breached_at) from approval.breach l where l.case_id = u.case_id and l.clock_id = u.clock_id)
