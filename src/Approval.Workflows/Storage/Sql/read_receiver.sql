select e.disabled_at, e.reason, w.waiting, w.oldest, d.dead
from (select count(*) as waiting, min(created_at) as oldest from approval.outbox where state = 'waiting') w
cross join (select count(*) as dead from approval.outbox where state = 'dead') d
left join approval.outbox_endpoint e on e.endpoint = $1
