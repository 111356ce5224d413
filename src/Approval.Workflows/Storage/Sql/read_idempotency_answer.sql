select fingerprint, status, location, etag, body
from approval.idempotency
where principal = $1 and route = $2 and key = $3
