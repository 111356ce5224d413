-- Cases of the next timers, and whether nothing of theirs runs out: then the timers should not be there.
select t.case_id, c.due_on is null
from (select distinct p.case_id from (select case_id from approval.case_timer where case_id > $1 order by case_id limit $2) p) t
join approval.permit_case c on c.id = t.case_id
order by t.case_id
