-- Whether rows wait to be logged, and when a checkpoint was last signed.
select
  exists (
    select from approval.case_event e
    where (e.transaction, e.case_id, e.version) > (coalesce(c.last_transaction, '0'), coalesce(c.last_case, '00000000-0000-0000-0000-000000000000'), coalesce(c.last_version, 0))
      and e.transaction < pg_snapshot_xmin(pg_current_snapshot())),
  c.signed_at
from (select 1) one
left join lateral (select last_transaction, last_case, last_version, signed_at from approval.audit_checkpoint order by number desc limit 1) c on true
