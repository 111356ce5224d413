-- Intakes of the batch that were rejected leave no gap.
with unused as (
  select * from unnest($1::text[], $2::text[], $3::integer[]) as u(office_code, item, numbers)),
emptied as (
  delete from approval.case_number c using unused u
  where c.office_code = u.office_code and c.item = u.item and c.day = $4 and c.last = u.numbers)
update approval.case_number c
set last = c.last - u.numbers
from unused u
where c.office_code = u.office_code and c.item = u.item and c.day = $4 and c.last > u.numbers
