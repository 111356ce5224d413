-- In id order, as everywhere. A case whose clocks have all ended, or are all suspended, has no deadline that a calendar could move.
select id, version, head, state, orchestration, procedure_code, procedure_version, office_code, null::bytea
from approval.permit_case
where due_on is not null and id > $1
order by id
limit $2
for update
