select case_id, clock_id, kind, fire_at, ledger_version, incident is not null
from approval.case_timer
where case_id = any($1)
