insert into approval.supervision_card (id, case_id, office_code, procedure_code, rule, level, clock_id, on_day, recipients, issued_at)
select u.id, u.case_id, u.office_code, u.procedure_code, u.rule, u.level, u.clock_id, u.on_day, string_to_array(u.recipients, ','), $10
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::text[])
  as u(id, case_id, office_code, procedure_code, rule, level, clock_id, on_day, recipients)
