insert into approval.procedure_version (code, version, content, digest, published_at, published_by, published_by_name, reason, effective_from, draft)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
