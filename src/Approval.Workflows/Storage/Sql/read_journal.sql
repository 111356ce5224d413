-- With the row before the page, so that the first link can be checked, and with the head kept in the case's row, so that a tail that
-- was cut off shows.
select e.version, e.body, e.hash, e.previous_hash, e.recorded_at, e.effective_at, e.type, e.actor_id, c.version, c.head
from approval.permit_case c
join approval.case_event e on e.case_id = c.id and e.version >= $2
where c.id = $1
order by e.version
limit $3
