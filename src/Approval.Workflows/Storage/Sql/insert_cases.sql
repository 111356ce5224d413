insert into approval.permit_case (
  id, number, tracking_code, procedure_code, procedure_version, office_code, window_code, channel, organisation, project_name,
  applicant_name, received_at, phase, outcome, acceptance, lamp, worst_lamp, accepted_on, decided_on, due_on, due_clock, version, head, state,
  application, orchestration, updated_at)
select u.*, $27
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::timestamptz[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::date[], $19::date[],
            $20::date[], $21::text[], $22::integer[], $23::bytea[], $24::bytea[], $25::bytea[], $26::text[]) as u
