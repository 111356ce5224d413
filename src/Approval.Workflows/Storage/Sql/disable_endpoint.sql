insert into approval.outbox_endpoint (endpoint, disabled_at, reason)
values ($1, $2, $3)
on conflict do nothing
