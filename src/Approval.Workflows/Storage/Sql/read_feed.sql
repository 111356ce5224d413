-- Every transaction below the horizon has ended, so nothing can appear there later (RELIABILITY M7). One row with no event when nothing is new.
with horizon as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)
select horizon.xmin, e.transaction, e.case_id, e.version, e.body, e.hash, e.previous_hash, e.recorded_at,
       e.number, e.procedure_code, e.procedure_version, e.office_code, e.organisation
from horizon
left join lateral (
  select f.transaction, f.case_id, f.version, f.body, f.hash, f.previous_hash, f.recorded_at,
         c.number, c.procedure_code, c.procedure_version, c.office_code, c.organisation
  from approval.case_event f
  join approval.permit_case c on c.id = f.case_id
  where (f.transaction, f.case_id, f.version) > ($1, $2, $3)
    and f.transaction < horizon.xmin
    and ($4::text[] is null or c.office_code = any($4))
  order by f.transaction, f.case_id, f.version
  limit $5) e on true
order by e.transaction, e.case_id, e.version
