update approval.webhook_delivery
set state = $3, settled_at = $4, failure = $5, leased_until = null
where id = $1 and epoch = $2 and state = 'waiting'
