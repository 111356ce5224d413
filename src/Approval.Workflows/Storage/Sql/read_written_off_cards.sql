-- As read_cards, along the index of those written off.
with recursive held as (
  (select k.office_code from approval.supervision_card k
   where k.office_code between $1 and $2 and k.written_off_at is not null
   order by k.office_code limit 1)
  union all
  select (select k.office_code from approval.supervision_card k
          where k.office_code > held.office_code and k.office_code <= $2 and k.written_off_at is not null
          order by k.office_code limit 1)
  from held
  where held.office_code is not null)
select page.id, page.case_id, c.number, c.project_name, page.office_code, page.procedure_code, page.rule, page.level, page.clock_id, page.on_day,
       page.recipients, page.issued_at, page.written_off_at, page.written_off_by, page.write_off_reason
from (
  select k.*
  from held
  cross join lateral (
    select *
    from approval.supervision_card k
    where k.office_code = held.office_code and k.written_off_at is not null
      and (k.issued_at, k.id) < ($3, $4)
      and ($5::text is null or k.level = $5)
    order by k.issued_at desc, k.id desc
    limit $6) k
  order by k.issued_at desc, k.id desc
  limit $6) page
join approval.permit_case c on c.id = page.case_id
order by page.issued_at desc, page.id desc
