with settled as (
  delete from approval.calendar_recomputation_failure where publication = $1 and case_id = $2 returning 1)
update approval.calendar_recomputation
set failed = failed - (select count(*) from settled), moved = moved + $3, relit = relit + $4
where publication = $1
