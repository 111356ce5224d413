insert into approval.case_event (case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash)
select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bytea[], $8::bytea[], $9::bytea[])
