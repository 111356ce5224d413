insert into approval.calendar_recomputation_failure (publication, case_id, failure, failed_at)
select $1, u.*, $4 from unnest($2::uuid[], $3::text[]) as u
on conflict (publication, case_id) do update set failure = excluded.failure, failed_at = excluded.failed_at
