-- As read_feed, for a reader of few cases among many: from the cases to their events, so that nobody reads the journal of all others to
-- find a dozen rows.
with horizon as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as xmin),
mine as materialized (
  select c.id, c.number, c.procedure_code, c.procedure_version, c.office_code, c.organisation
  from approval.permit_case c
  where c.organisation = $4)
select horizon.xmin, e.transaction, e.case_id, e.version, e.body, e.hash, e.previous_hash, e.recorded_at,
       e.number, e.procedure_code, e.procedure_version, e.office_code, e.organisation
from horizon
left join lateral (
  select f.transaction, f.case_id, f.version, f.body, f.hash, f.previous_hash, f.recorded_at,
         c.number, c.procedure_code, c.procedure_version, c.office_code, c.organisation
  from mine c
  cross join lateral (
    select * from approval.case_event own
    where own.case_id = c.id and (own.transaction, own.case_id, own.version) > ($1, $2, $3) and own.transaction < horizon.xmin
    offset 0) f
  order by f.transaction, f.case_id, f.version
  limit $5) e on true
order by e.transaction, e.case_id, e.version
