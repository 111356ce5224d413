update approval.supervision_card c
set written_off_at = $4, written_off_by = u.by, write_off_reason = u.reason
from unnest($1::uuid[], $2::text[], $3::text[]) as u(id, by, reason)
where c.id = u.id
