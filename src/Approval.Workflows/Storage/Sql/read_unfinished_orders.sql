-- As read_cards, along the index of those that somebody still waits for.
with recursive held as (
  (select k.office_code from approval.supervision_order k
   where k.office_code between $1 and $2 and k.status <> 'closed'
   order by k.office_code limit 1)
  union all
  select (select k.office_code from approval.supervision_order k
          where k.office_code > held.office_code and k.office_code <= $2 and k.status <> 'closed'
          order by k.office_code limit 1)
  from held
  where held.office_code is not null)
select o.id, o.case_id, c.number, c.project_name, o.office_code, o.procedure_code, o.number, o.card_rule, o.requirement, o.due_on, o.status,
       o.issued_by, o.issued_by_name, o.issued_at, o.report, o.reported_by, o.reported_by_name, o.reported_on, o.returned, o.return_reason,
       o.conclusion, o.closed_by, o.closed_by_name, o.closed_at
from (
  select k.*
  from held
  cross join lateral (
    select *
    from approval.supervision_order k
    where k.office_code = held.office_code and k.status <> 'closed'
      and (k.issued_at, k.id) < ($3, $4)
      and ($5::text is null or k.status = $5)
      and ($6::uuid is null or k.case_id = $6)
      and ($7::date is null or (k.status = 'open' and k.due_on < $7))
    order by k.issued_at desc, k.id desc
    limit $8) k
  order by k.issued_at desc, k.id desc
  limit $8) o
join approval.permit_case c on c.id = o.case_id
order by o.issued_at desc, o.id desc
