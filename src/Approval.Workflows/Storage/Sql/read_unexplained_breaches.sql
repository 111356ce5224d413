-- As read_breaches, along the index of those whose public reason is missing (优化营商环境条例 art 36).
with recursive held as (
  (select b.office_code from approval.breach b
   where b.office_code between $1 and $2 and b.taken_back_at is null and b.reason is null
   order by b.office_code limit 1)
  union all
  select (select b.office_code from approval.breach b
          where b.office_code > held.office_code and b.office_code <= $2 and b.taken_back_at is null and b.reason is null
          order by b.office_code limit 1)
  from held
  where held.office_code is not null)
select page.case_id, page.clock_id, page.breached_at, page.kind, page.office_code, page.procedure_code, page.phase, page.due_on, page.breached_on,
       page.suspension_kind, page.suspended_on, page.resumed_on, page.declared_days, page.ended_on, page.reason, page.explained_by, page.explained_at,
       c.number, c.project_name,
       (select json_agg(json_build_object('stage', h.stage, 'step', h.step, 'role', h.role, 'department', h.department,
                                          'assignee', h.assignee, 'assigneeName', h.assignee_name) order by h.stage, h.step, h.task_id)
        from approval.breach_holder h
        where h.case_id = page.case_id and h.clock_id = page.clock_id and h.breached_at = page.breached_at),
       -- A last day on or after the day of the breach was moved there, by an act or by a calendar: the journal tells which.
       case when page.due_on >= page.breached_on then
         (select array_agg(e.body order by e.version)
          from approval.case_event e
          where e.case_id = page.case_id and e.type = 'clocks.recomputed.v1' and e.effective_at >= page.breached_at) end
from (
  select b.*
  from held
  cross join lateral (
    select *
    from approval.breach b
    where b.office_code = held.office_code and b.taken_back_at is null and b.reason is null
      and not (b.due_on >= b.breached_on and exists (
        select from approval.case_event e
        where e.case_id = b.case_id and e.type = 'clocks.recomputed.v1' and e.effective_at >= b.breached_at))
      and (b.breached_on, b.case_id, b.clock_id, b.breached_at) < ($3, $4, $5, $6)
      and ($7::text is null or b.procedure_code = $7)
    order by b.breached_on desc, b.case_id desc, b.clock_id desc, b.breached_at desc
    limit $8) b
  order by b.breached_on desc, b.case_id desc, b.clock_id desc, b.breached_at desc
  limit $8) page
join approval.permit_case c on c.id = page.case_id
order by page.breached_on desc, page.case_id desc, page.clock_id desc, page.breached_at desc
