update approval.idempotency
set status = $4, location = $5, etag = $6, body = $7
where principal = $1 and route = $2 and key = $3
