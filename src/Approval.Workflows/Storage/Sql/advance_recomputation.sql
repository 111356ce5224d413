update approval.calendar_recomputation
set last_case = $2, examined = examined + $3, moved = moved + $4, relit = relit + $5, failed = failed + $6
where publication = $1
