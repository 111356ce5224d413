insert into approval.case_timer (case_id, clock_id, kind, fire_at, ledger_version)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::integer[])
on conflict (case_id, clock_id) do update
set kind = excluded.kind, fire_at = excluded.fire_at, ledger_version = excluded.ledger_version, attempts = 0, next_try = null, incident = null
