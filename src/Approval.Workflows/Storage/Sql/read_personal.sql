select case_id, salt, payload
from approval.case_personal
where case_id = any($1) and payload is not null
