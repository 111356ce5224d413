update approval.calendar_recomputation set finished_at = $2 where publication = $1
