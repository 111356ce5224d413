-- In id order, so that two batches over the same cases cannot deadlock.
select id, version, head, state, orchestration, procedure_code, procedure_version, office_code,
       case when $2 then application end
from approval.permit_case
where id = any($1)
order by id
for update
