insert into approval.case_task (id, case_id, office_code, stage, step, signer, round, role, department, status, due_on, added_for, position, offered_at)
select u.*, $14 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::integer[], $8::text[], $9::text[], $10::text[], $11::date[], $12::uuid[], $13::text[]) as u
