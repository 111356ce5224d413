select count(*) from approval.permit_case where received_at >= $1 and ($2::text is null or procedure_code = $2)
