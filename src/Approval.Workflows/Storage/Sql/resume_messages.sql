-- What somebody is sending at this moment is left to them.
update approval.outbox
set state = 'waiting', settled_at = null, attempts = 0, next_try = $1
where (state = 'waiting' and (leased_until is null or leased_until <= $1)) or (state = 'dead' and $2)
