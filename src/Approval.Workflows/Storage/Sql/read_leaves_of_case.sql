select version, hash, position from approval.audit_leaf where case_id = $1 and position < $2 order by version
