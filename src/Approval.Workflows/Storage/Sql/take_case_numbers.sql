-- The rows come sorted, so that two batches of intakes cannot deadlock. What is not used is given back in the same transaction.
insert into approval.case_number as counter (office_code, item, day, last)
select u.office_code, u.item, $4, u.taken
from unnest($1::text[], $2::text[], $3::integer[]) as u(office_code, item, taken)
on conflict (office_code, item, day) do update set last = counter.last + excluded.last
returning office_code, item, last
