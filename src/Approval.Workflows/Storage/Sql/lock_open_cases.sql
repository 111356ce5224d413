-- In id order, as everywhere. A case whose clocks have all ended, or are all suspended, has no deadline that a calendar could move.
-- What was foreseen of a case holds while its version is the one it was read at; only the others are read.
select id, version
from approval.permit_case
where due_on is not null and id > $1
order by id
limit $2
for update
