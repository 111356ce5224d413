select version, body, hash, previous_hash, recorded_at
from approval.case_event
where case_id = $1 and version > $2 and ($3::text[] is null or type = any($3))
order by version
limit $4
