-- Told twice after a lost answer, it is kept once.
insert into approval.access_record (id, at, actor_id, office, action, outcome, case_id, purpose, trace_id)
select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[])
on conflict do nothing
