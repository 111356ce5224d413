insert into approval.case_personal (case_id, salt, payload)
select * from unnest($1::uuid[], $2::bytea[], $3::bytea[])
