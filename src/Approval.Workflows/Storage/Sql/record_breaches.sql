-- The same clock breached once more at the same instant is the breach that was taken back, in force again and not yet explained.
insert into approval.breach (
  case_id, clock_id, breached_at, kind, office_code, procedure_code, phase, due_on, breached_on, suspension_kind, suspended_on, resumed_on, declared_days,
  ended_on, taken_back_at, reason, explained_by, explained_at)
select u.case_id, u.clock_id, u.breached_at, u.kind, u.office_code, u.procedure_code, u.phase, u.due_on, u.breached_on, u.suspension_kind, u.suspended_on,
       u.resumed_on, u.declared_days, u.ended_on, case when u.taken_back then $18 end, u.reason, u.explained_by, case when u.reason is not null then $18 end
from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::date[], $10::text[], $11::date[],
            $12::date[], $13::integer[], $14::date[], $15::boolean[], $16::text[], $17::text[])
  as u(case_id, clock_id, breached_at, kind, office_code, procedure_code, phase, due_on, breached_on, suspension_kind, suspended_on, resumed_on,
       declared_days, ended_on, taken_back, reason, explained_by)
on conflict on constraint breach_pk do update
set office_code = excluded.office_code, phase = excluded.phase, due_on = excluded.due_on, suspension_kind = excluded.suspension_kind,
    suspended_on = excluded.suspended_on, resumed_on = excluded.resumed_on, declared_days = excluded.declared_days, ended_on = excluded.ended_on,
    taken_back_at = excluded.taken_back_at, reason = excluded.reason, explained_by = excluded.explained_by, explained_at = excluded.explained_at
