update approval.procedure_draft
set published_version = $3, code = $4
where id = $1 and revision = $2 and published_version is null
