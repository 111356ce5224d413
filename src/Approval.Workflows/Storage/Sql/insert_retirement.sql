insert into approval.procedure_retirement (code, version, retired_from, reason, retired_by, retired_by_name, retired_at)
values ($1, $2, $3, $4, $5, $6, $7)
