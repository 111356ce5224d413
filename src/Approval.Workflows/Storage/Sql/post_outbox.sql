insert into approval.outbox (message_id, case_id, from_version, to_version, created_at, next_try)
select u.*, $5, $5 from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[]) as u
