update approval.procedure_draft
set code = $3, content = $4, note = $5, revision = revision + 1, changed_by = $6, changed_by_name = $7, changed_at = $8
where id = $1 and revision = $2 and published_version is null
