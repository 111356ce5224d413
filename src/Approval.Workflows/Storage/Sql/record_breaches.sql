-- A calendar that takes back what another had moved brings the same breach at the same instant again: it is the same row.
insert into approval.breach (
  case_id, clock_id, breached_at, kind, office_code, procedure_code, phase, due_on, breached_on, suspension_kind, suspended_on, resumed_on, declared_days,
  ended_on)
select *
from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::date[], $10::text[], $11::date[],
            $12::date[], $13::integer[], $14::date[])
on conflict (case_id, clock_id, breached_at) do update set due_on = excluded.due_on, ended_on = excluded.ended_on, taken_back_at = null
