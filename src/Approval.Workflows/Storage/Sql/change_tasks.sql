update approval.case_task t
set status = u.status, assignee = u.assignee, assignee_name = u.assignee_name, opinion = coalesce(u.opinion, t.opinion),
    claimed_at = case when u.status = 'claimed' then $6 when u.status = 'offered' then null else t.claimed_at end,
    closed_at = case when u.status in ('endorsed', 'objected', 'cancelled') then $6 end
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as u(id, status, assignee, assignee_name, opinion)
where t.id = u.id
