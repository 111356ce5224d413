update approval.case_task t
set status = u.status, assignee = u.assignee, assignee_name = u.assignee_name,
    opinion = case when u.status in ('endorsed', 'objected') then coalesce(u.opinion, t.opinion) end,
    due_on = case when u.status in ('offered', 'claimed', 'waiting') then u.due_on else t.due_on end,
    claimed_at = case
      when u.assignee is null then null
      when t.claimed_at is null or t.assignee is distinct from u.assignee then $7
      else t.claimed_at end,
    closed_at = case when u.status in ('endorsed', 'objected', 'cancelled', 'deemed') then $7 end,
    owner = u.owner, owner_name = u.owner_name, on_behalf_of = u.on_behalf_of, on_behalf_of_name = u.on_behalf_of_name,
    advice = coalesce(u.advice, t.advice), urged_at = u.urged_at, urged_times = u.urged_times
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::integer[])
  as u(id, status, assignee, assignee_name, opinion, due_on, owner, owner_name, on_behalf_of, on_behalf_of_name, advice, urged_at, urged_times)
where t.id = u.id
