select exists (select from approval.case_copy where case_id = $1 and person = $2)
