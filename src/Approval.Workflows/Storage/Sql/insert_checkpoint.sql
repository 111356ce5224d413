insert into approval.audit_checkpoint (number, size, root, note, signed_at, peaks, last_transaction, last_case, last_version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
