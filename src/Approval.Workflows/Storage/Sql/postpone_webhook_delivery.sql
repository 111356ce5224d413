update approval.webhook_delivery
set next_try = $3, failure = $4, leased_until = null
where id = $1 and epoch = $2 and state = 'waiting'
