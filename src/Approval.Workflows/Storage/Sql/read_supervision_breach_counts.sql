select office_code, procedure_code, sum(breaches)::bigint, sum(unexplained)::bigint
from (
  select office_code, procedure_code, count(*) as breaches, 0 as unexplained
  from approval.breach
  where office_code between $1 and $2 and breached_on >= $3 and taken_back_at is null
  group by office_code, procedure_code
  union all
  select office_code, procedure_code, 0, count(*)
  from approval.breach
  where office_code between $1 and $2 and breached_on >= $3 and taken_back_at is null and reason is null
  group by office_code, procedure_code) counted
group by office_code, procedure_code
order by office_code, procedure_code
