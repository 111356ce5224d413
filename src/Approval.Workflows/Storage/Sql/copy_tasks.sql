-- Copied again is to be read again.
insert into approval.case_copy (case_id, person, task_id, copied_by, copied_by_name, note, copied_at)
select u.*, $7 from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[]) as u
on conflict on constraint case_copy_pk do update
set copied_by = excluded.copied_by, copied_by_name = excluded.copied_by_name, note = excluded.note, copied_at = excluded.copied_at, read_at = null
