select exists (select from approval.case_task where id = $1)
