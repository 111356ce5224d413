insert into approval.breach_holder (case_id, clock_id, breached_at, task_id, assignee, assignee_name, stage, step, role, department)
select u.case_id, u.clock_id, u.breached_at, u.task_id, u.assignee, u.assignee_name, t.stage, t.step, t.role, t.department
from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[])
  as u(case_id, clock_id, breached_at, task_id, assignee, assignee_name)
join approval.case_task t on t.id = u.task_id
-- A breach in force again was held by those who held it then.
on conflict on constraint breach_holder_pk do nothing
