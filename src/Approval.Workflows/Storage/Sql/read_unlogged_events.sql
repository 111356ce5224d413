-- In the feed's order and below its horizon: every transaction there has ended, so no slow one can add a row behind the log's end
-- (RELIABILITY M7).
select transaction, case_id, version, hash
from approval.case_event
where (transaction, case_id, version) > ($1, $2, $3) and transaction < pg_snapshot_xmin(pg_current_snapshot())
order by transaction, case_id, version
limit $4
