insert into approval.procedure_draft (id, code, content, note, created_by, created_by_name, created_at, changed_by, changed_by_name, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $5, $6, $7)
