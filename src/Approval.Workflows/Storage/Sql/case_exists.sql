select exists (select from approval.permit_case where id = $1)
