select p.id, p.published_by, p.published_by_name, p.reason, p.notices, p.calendar_version, p.published_at,
       r.open_cases, r.examined, r.moved, r.relit, r.failed, r.finished_at, r.superseded_by
from approval.calendar_publication p
join approval.calendar_recomputation r on r.publication = p.id
where p.id < $1
order by p.id desc
limit $2
