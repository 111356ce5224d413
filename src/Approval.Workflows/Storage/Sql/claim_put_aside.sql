-- The failure is locked first, then its case: two who retry at once do not do it twice.
select p.published_by, p.published_at
from approval.calendar_recomputation_failure f
join approval.calendar_publication p on p.id = f.publication
where f.publication = $1 and f.case_id = $2
for update of f
