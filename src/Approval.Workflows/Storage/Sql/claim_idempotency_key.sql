insert into approval.idempotency (principal, route, key, fingerprint, created_at)
values ($1, $2, $3, $4, $5)
on conflict do nothing
returning 1
