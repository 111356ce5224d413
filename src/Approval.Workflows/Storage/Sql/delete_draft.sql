delete from approval.procedure_draft where id = $1 and revision = $2 and published_version is null
