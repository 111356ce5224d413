select case_id, failure, failed_at from approval.calendar_recomputation_failure where publication = $1 order by case_id
