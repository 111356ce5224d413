select case_id, body, recorded_at
from approval.case_event
where case_id = any($1)
order by case_id, version
