update approval.case_task t
set status = u.status, assignee = u.assignee, assignee_name = u.assignee_name, opinion = coalesce(u.opinion, t.opinion),
    due_on = case when u.status in ('offered', 'claimed', 'waiting') then u.due_on else t.due_on end,
    claimed_at = case
      when u.assignee is null then null
      when t.claimed_at is null or t.assignee <> u.assignee then $7
      else t.claimed_at end,
    closed_at = case when u.status in ('endorsed', 'objected', 'cancelled', 'deemed') then $7 end
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[]) as u(id, status, assignee, assignee_name, opinion, due_on)
where t.id = u.id
