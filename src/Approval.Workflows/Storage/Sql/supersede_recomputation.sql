-- The newer publication recomputes every open case, those included that the older one had not reached.
update approval.calendar_recomputation set finished_at = $2, superseded_by = $1 where finished_at is null
